import axe from 'axe-core';

/**
 * What axe finds in `element`, as lines. jsdom has no layout, so colour contrast is left to the browser tests; a
 * fragment is no page, so page-wide rules are left to them too.
 */
export async function axeProblems(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
