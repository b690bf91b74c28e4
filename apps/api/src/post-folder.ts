import path from 'node:path'

/** Where mail is kept when there is no mail server. */
export const postFolder = (dataDir: string): string => path.join(dataDir, 'post')
