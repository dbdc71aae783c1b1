/** The day on which all bills of the town are to be reminded of, and how many debtors a page of the job has. */
export const DUN_DAY = '2025-12-25';
export const DUN_PAGE = 2;
