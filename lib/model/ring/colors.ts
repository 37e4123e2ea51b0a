// Distinguishable with colour blindness: the palette of Okabe and Ito, from the seventh colour on that of Tol. All
// colours are visible on a white and on a black background.
const MEMBERS = [
  '#0072b2',
  '#e69f00',
  '#009e73',
  '#cc79a7',
  '#d55e00',
  '#56b4e9',
  '#999933',
  '#aa4499',
  '#ccb35c',
  '#993355',
  '#888888',
  '#6655cc',
] as const;

const ZONES = ['#4477aa', '#ccbb44', '#ee6677', '#228833', '#66ccee', '#aa3377', '#aaaaaa', '#ee8866'] as const;

/** For text and lines: the same contrast to white as to black. */
export const NEUTRAL = '#767676';

/** Colours for a number of members. */
export const memberColors = (count: number): string[] => colors(MEMBERS, count);

/** Colours for a number of zones. */
export const zoneColors = (count: number): string[] => colors(ZONES, count);

/** Colours of the palette if it has enough, else evenly spaced hues. */
function colors(palette: readonly string[], count: number): string[] {
  if (count <= palette.length) return palette.slice(0, count);
  // Neighbours differ in lightness too.
  return Array.from({ length: count }, (_, n) => hex((360 * n) / count, 0.6, [0.42, 0.58, 0.5][n % 3] ?? 0.5));
}

/** A hexadecimal colour from a hue in degrees, and saturation and lightness from 0 to 1. */
function hex(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const place = (offset + hue / 30) % 12;
    const value = lightness - reach * Math.max(-1, Math.min(place - 3, 9 - place, 1));
    return Math.round(255 * value)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(0)}${channel(8)}${channel(4)}`;
}
