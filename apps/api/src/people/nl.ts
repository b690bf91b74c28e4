/** Names of roles in mail. */
const roles: Readonly<Record<string, string>> = {
  admin: 'beheerder',
  project_leader: 'projectleider',
  member: 'lid van het Expertisecentrum',
  director: 'directielid',
  coordinator: 'NT2-coördinator',
  board: 'bestuurslid',
  coach: 'coach',
  roc_contact: 'contactpersoon van het ROC',
  po_contact: 'contactpersoon van het primair onderwijs',
}

/** Mail that invites a colleague: plain text, the link on a line of its own. */
export const inviteMail = {
  subject: 'Je bent uitgenodigd voor de Kwaliteitsmonitor NT2',
  text: (invite: { name: string; role: string; networkName: string; link: string }): string =>
    [
      `Dag ${invite.name},`,
      `Je bent uitgenodigd voor de Kwaliteitsmonitor NT2 van ${invite.networkName}, als ${roles[invite.role] ?? invite.role}. Met deze link maak je je account. De link werkt zeven dagen:`,
      invite.link,
      'Verwachtte je dit niet? Dan hoef je niets te doen: zonder jou komt er geen account.',
      'Kwaliteitsmonitor NT2',
    ].join('\n\n'),
}
