/** Figures for everybody: a count so small that it might speak of somebody is not given. */

/** Counts from 1 to 4 are hidden. */
export const leastOpen = 5;
export type OpenMonth = { readonly packId: string; readonly month: string; readonly total: number | null; readonly met: number | null };

const isSmall = (count: number): boolean => count > 0 && count < leastOpen;

/** `met` is hidden too where it, or what it leaves of the total, would be small: a difference must not say what a cell does not. */
export const openMonth = (row: { readonly packId: string; readonly month: string; readonly met: number; readonly total: number }): OpenMonth => ({
  packId: row.packId,
  month: row.month,
  total: isSmall(row.total) ? null : row.total,
  met: isSmall(row.total) || isSmall(row.met) || isSmall(row.total - row.met) ? null : row.met,
});
