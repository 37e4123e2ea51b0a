/** A share from 0 to 1 as text, such as `33.3 %`. */
export function percent(share: number): string {
  if (share === 0 || share === 1) return `${100 * share} %`;
  const text = (100 * share).toFixed(1);
  return text === '0.0' ? 'under 0.1 %' : `${text} %`;
}
