/** So many lines a PDF holds at most: setting it keeps others waiting. A file for a spreadsheet holds all. */
export const MOST_ON_PAPER = 500;
