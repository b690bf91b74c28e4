/** Sentences of the store that a person reads in the terminal: what is wrong, and the way out. */
export const nl = {
  preparing: 'De database wordt voor de eerste keer klaargezet …',
  starting: 'De database start …',
  foundRunning: 'De database draaide nog en wordt verder gebruikt.',
  restarting: 'De database reageerde niet meer en wordt opnieuw gestart …',
  restarted: 'De database draait weer.',
  migrating: 'De tabellen worden bijgewerkt …',
  secondServer: (where: string) =>
    `Er draait al een server op deze gegevens (${where}). Stop die eerst, of kies een andere map met DATA_DIR.`,
  noBinaries: (platform: string) =>
    `Voor ${platform} is er geen PostgreSQL meegeleverd. Zet zelf een PostgreSQL-server klaar en geef het adres in DATABASE_URL.`,
  binariesIncomplete: (folder: string) =>
    `De meegeleverde PostgreSQL in ${folder} is niet compleet. Voer 'npm ci' opnieuw uit.`,
  noData: (folder: string) =>
    `In de map ${folder} staan geen gegevens van dit programma. Er is niets gemaakt. Kijk of DATA_DIR klopt.`,
  folderNotWritable: (folder: string) =>
    `In de map ${folder} kan niet worden geschreven. Kies een andere map met DATA_DIR, of geef schrijfrechten.`,
  folderOfOther: (folder: string) =>
    `De map ${folder} is van een andere gebruiker. Start het programma als die gebruiker, of kies een andere map met DATA_DIR.`,
  noOtherUser:
    "PostgreSQL mag niet als root draaien en er is geen gebruiker 'postgres' of 'nobody'. Start het programma als gewone gebruiker.",
  unreachable: (folder: string, user: string) =>
    `PostgreSQL draait niet als root, maar als '${user}', en die kan niet bij ${folder}. Kies met DATA_DIR een map waar die gebruiker bij kan (bijvoorbeeld onder /srv of /var/lib), of start het programma als gewone gebruiker.`,
  keyMissing: (file: string) =>
    `Het bestand ${file} ontbreekt. Zonder dit bestand gaat de database niet open. Zet het terug uit de reservekopie.`,
  otherVersion: (found: string, own: string, folder: string) =>
    `De gegevens in ${folder} zijn van PostgreSQL ${found}; meegeleverd is ${own}. Zet ze eerst over, of gebruik de vorige versie van dit programma.`,
  cannotStart: (log: string) => `De database start niet. De reden staat aan het eind van ${log}.`,
  cannotStop: (log: string) => `De database stopt niet. De reden staat aan het eind van ${log}.`,
  initFailed: (reason: string) => `De database kon niet worden klaargezet: ${reason}`,
  wrongUrl: 'DATABASE_URL klopt niet. Het begint met postgres:// en noemt gebruiker, server en database.',
  cannotConnect: (where: string, reason: string) =>
    `De database op ${where} is niet bereikbaar (${reason}). Kijk of de server draait en of DATABASE_URL klopt.`,
  tooOld: (version: string) => `De database is PostgreSQL ${version}. Nodig is PostgreSQL 15 of nieuwer.`,
  cannotMakeRole: (user: string) =>
    `De gebruiker '${user}' uit DATABASE_URL mag de rol 'km_app' niet maken of beheren. Geef die gebruiker CREATEROLE: alter role "${user}" createrole. Bestaat 'km_app' al, geef dan ook: grant km_app to "${user}" with admin option.`,
  roleTooStrong:
    "De rol 'km_app' mag meer dan goed is (superuser of bypassrls). Neem dat weg: alter role km_app nosuperuser nobypassrls.",
  unavailable: 'De database is even niet bereikbaar. Er is niets bewaard. Probeer het zo weer.',
} as const
