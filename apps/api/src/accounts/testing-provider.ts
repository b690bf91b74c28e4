import { once } from 'node:events'
import { createServer } from 'node:http'
import Provider from 'oidc-provider'

const client = { clientId: 'monitor', clientSecret: 'een-geheim-van-de-test' }

/** What a person's school says of them. */
interface Claims {
  readonly email: string
  readonly email_verified: boolean
}

/**
 * A real OpenID Connect provider on this machine. Who signs in there is `person`, without being asked
 * anything.
 */
export async function openProvider(redirectUri: string) {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const issuer = `http://127.0.0.1:${port}`
  let person: Claims & { sub: string } = { sub: 'nobody', email: 'nobody@example.org', email_verified: true }
  const asked: URL[] = []
  const provider = new Provider(issuer, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] },
    ],
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    cookies: { keys: ['a key of the test'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person }) }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: client.clientId,
        accountId: context.oidc.session?.accountId ?? '',
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  provider.use(async (context, next) => {
    if (context.path === '/auth') asked.push(new URL(context.url, issuer))
    if (!context.path.startsWith('/interaction/')) return next()
    const { req, res } = context
    await provider.interactionFinished(req, res, { login: { accountId: person.sub } })
    context.respond = false
  })
  server.on('request', provider.callback())
  return {
    settings: { id: 'bestuur', name: 'Bestuur Voorbeeld', issuer, ...client },
    /** Parameters that browsers came with. */
    asked,
    be(next: Claims) {
      person = { sub: next.email, ...next }
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
