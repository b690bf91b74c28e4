const greeting = 'Dag,'
const ending = 'Kwaliteitsmonitor NT2'

/** Mail with a link to sign in with: plain text, the link on a line of its own. */
export const signInMail = {
  sign_in: {
    subject: 'Je link om in te loggen',
    text: (link: string): string =>
      [
        greeting,
        'Met deze link log je in bij de Kwaliteitsmonitor NT2. De link werkt één keer en vijftien minuten lang:',
        link,
        'Heb je hier niet om gevraagd? Dan hoef je niets te doen: zonder deze mail kan niemand erin.',
        ending,
      ].join('\n\n'),
  },
  new_password: {
    subject: 'Een nieuw wachtwoord kiezen',
    text: (link: string): string =>
      [
        greeting,
        'Met deze link kies je een nieuw wachtwoord voor de Kwaliteitsmonitor NT2. De link werkt één keer en vijftien minuten lang:',
        link,
        'Heb je hier niet om gevraagd? Dan hoef je niets te doen: je wachtwoord blijft zoals het is.',
        ending,
      ].join('\n\n'),
  },
} as const
