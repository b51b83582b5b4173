export { default as CostLines, type HasCosts } from './CostLines';
export { asCostLines, EMPTY_LINE, totalOf, type CostValues } from './costs';
