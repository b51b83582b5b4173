/** The mark of the product: a shield with a star, on the rail's blue. Decoration beside the name. */
export function Shield({ size = 34 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <path d="M16 2l12 4v9c0 8-5 13-12 15C9 28 4 23 4 15V6z" fill="#1d3f78" stroke="#ffbe2e" strokeWidth={1.4} />
      <path d="M16 8.5l2.1 4.3 4.7.7-3.4 3.3.8 4.7-4.2-2.2-4.2 2.2.8-4.7-3.4-3.3 4.7-.7z" fill="#ffbe2e" />
    </svg>
  );
}
