import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readEnv, StartProblem } from './env.ts'

const board = {
  id: 'bestuur',
  name: 'Bestuur Voorbeeld',
  issuer: 'https://login.example',
  clientId: 'monitor',
  clientSecret: 'geheim',
}

describe('settings', () => {
  it('has sensible values when nothing is set', () => {
    expect(readEnv({})).toEqual({
      port: 3000,
      dataDir: undefined,
      databaseUrl: undefined,
      publicUrl: 'http://localhost:3000',
      smtpUrl: undefined,
      bouncesDir: undefined,
      oidcProviders: [],
    })
  })

  it('takes an empty setting as absent', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' })).toEqual(readEnv({}))
  })

  it('reads every setting once, the folder as an absolute path and the address without a slash', () => {
    const env = readEnv({
      PORT: '3100',
      DATA_DIR: 'somewhere',
      DATABASE_URL: 'postgres://km@db.example/km',
      PUBLIC_URL: 'https://monitor.example/',
      SMTP_URL: 'smtps://mail.example:465',
      BOUNCES_DIR: 'returned',
      OIDC_PROVIDERS: JSON.stringify([board]),
    })
    expect(env).toEqual({
      port: 3100,
      dataDir: path.resolve('somewhere'),
      databaseUrl: 'postgres://km@db.example/km',
      publicUrl: 'https://monitor.example',
      smtpUrl: 'smtps://mail.example:465',
      bouncesDir: path.resolve('returned'),
      oidcProviders: [board],
    })
  })

  it.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://km@db.example/km'],
    ['PUBLIC_URL', 'monitor.example'],
    ['PUBLIC_URL', 'https://monitor.example/part'],
    ['SMTP_URL', 'https://mail.example'],
    ['SMTP_URL', 'smtp://mail.example?from=nobody'],
    ['SMTP_URL', 'smtp://mail.example?bounces=nobody'],
    ['OIDC_PROVIDERS', 'bestuur'],
    ['OIDC_PROVIDERS', '{}'],
    ['OIDC_PROVIDERS', JSON.stringify([{ ...board, issuer: 'login.example' }])],
    ['OIDC_PROVIDERS', JSON.stringify([{ ...board, clientSecret: undefined }])],
    ['OIDC_PROVIDERS', JSON.stringify([board, board])],
    ['OIDC_PROVIDERS', JSON.stringify([board, { ...board, id: 'school', domains: ['school.example'] }])],
    ['OIDC_PROVIDERS', JSON.stringify([{ ...board, domains: ['@board.example'] }])],
  ])('stops with one sentence that names %s when it is %s', (name, value) => {
    const start = () => readEnv({ [name]: value })
    expect(start).toThrow(StartProblem)
    expect(start).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`))
  })

  it('does not repeat a wrong value, because it may hold a password', () => {
    expect(() => readEnv({ DATABASE_URL: 'mysql://km:geheim@db.example' })).toThrow(/^(?!.*geheim)/)
  })
})
