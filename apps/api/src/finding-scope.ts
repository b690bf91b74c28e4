/** What of a finding says for whom it is. */
interface FindingScope {
  readonly status: string
  readonly evidence: readonly {
    readonly reference: { readonly school?: number | undefined; readonly group?: string | undefined }
  }[]
}

/**
 * May somebody who does not lead the network know that this finding is there? No drafts; about one school only
 * for who may see that school; nothing about a free choice of schools.
 */
export const isSharedFinding = (
  { status, evidence }: FindingScope,
  maySeeSchool: (schoolId: number) => boolean,
): boolean =>
  status !== 'draft' &&
  evidence.every(({ reference: { school, group } }) =>
    school === undefined ? group === undefined : maySeeSchool(school),
  )
