/** Roles that have to act on the registers and the calendar. */
const rolesThatAct: readonly string[] = ['project_leader', 'member', 'coordinator']

/** Is there a mail a week for this role, about what waits? */
export const getsWeeklyMail = (role: string): boolean => rolesThatAct.includes(role)
