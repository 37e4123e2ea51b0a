/** Tags of images that the program `loki` stands in for. */
export const LOKI_2 = /^(?!v?3\.)/;
/** Tags of images that the program `loki-3` stands in for. */
export const LOKI_3 = /^v?3\./;
