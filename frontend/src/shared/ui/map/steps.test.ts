import { describe, expect, it } from 'vitest';
import { stepOf } from './steps';
import world from './world.gen.json';

describe('the five blues', () => {
  it('spreads skewed counts over all steps', () => {
    expect([1, 2, 8, 17, 30, 46].map((value) => stepOf(value, 46))).toEqual([1, 2, 3, 4, 5, 5]);
  });
  it('does not divide by nothing', () => {
    expect(stepOf(0, 0)).toBe(1);
    expect(stepOf(5, 0)).toBe(1);
  });
});

describe('the shapes', () => {
  const drawn = new Set([...Object.keys(world.shapes), ...Object.keys(world.dots)]);
  it('has the codes whose GENC differs from the atlas, and the small states as dots', () => {
    for (const code of ['XKS', 'XWB', 'XGZ', 'MMR', 'COD']) expect(drawn).toContain(code);
    for (const code of ['ATG', 'BRB', 'CPV', 'DMA', 'GRD', 'MDV', 'KNA', 'LCA', 'VCT']) {
      expect(Object.keys(world.dots)).toContain(code);
    }
  });
  it('draws Somaliland as part of Somalia, and no Antarctica', () => {
    for (const code of ['SOL', 'CYN', 'ATA', 'XKX', 'PSE']) expect(drawn).not.toContain(code);
  });
  it('keeps dots apart', () => {
    const dots = Object.values(world.dots);
    for (const [index, a] of dots.entries()) {
      for (const b of dots.slice(index + 1)) {
        expect(Math.hypot((a[0] ?? 0) - (b[0] ?? 0), (a[1] ?? 0) - (b[1] ?? 0))).toBeGreaterThan(14);
      }
    }
  });
});
