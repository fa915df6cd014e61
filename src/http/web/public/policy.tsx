import { policyOf, theCommunity } from '../../../app/index.ts'
import { clauseIds, explainPolicy, type ClauseId, type Explained } from '../../../core/policy/index.ts'
import type { Asked, Route } from '../../gate/index.ts'
import { Code, Definitions } from '../components/index.ts'
import { EitherLook } from '../eitherLook.tsx'
import { PageHead } from '../shell/index.ts'

export const policyRoutes: readonly Route[] = [
  { scope: 'public', method: 'get', path: '/policy', act: 'readPublic', handle: showPolicy },
]

/** The process in sentences, every clause under its own address (`#R3`), and the file that they come from. */
async function showPolicy(asked: Asked) {
  const community = await theCommunity(asked.world)
  const policy = policyOf(community)
  return asked.c.html(
    await EitherLook(asked, {
      title: 'Policy',
      current: 'policy',
      children: (
        <>
          <PageHead title={policy.name} lead={policy.purpose} />
          <div class="stack stack-loose">
            <Definitions
              items={[
                { term: 'In force', value: `version ${community.policyVersion}` },
                ...(policy.source === undefined
                  ? []
                  : [{ term: 'Written in', value: <a href={policy.source}>{policy.source}</a> }]),
              ]}
            />
            {chaptersOf(explainPolicy(policy)).map((chapter) => (
              <Chapter {...chapter} />
            ))}
            <details class="folded">
              <summary>The file behind it</summary>
              <Code label="The policy as YAML">{community.policies[community.policyVersion] ?? ''}</Code>
            </details>
          </div>
        </>
      ),
    }),
  )
}

interface ChapterOfClauses {
  readonly heading: string
  readonly clauses: readonly { readonly id: ClauseId; readonly sentences: readonly string[] }[]
}

/** Pure: each clause once, in the order of its first sentence. */
export function chaptersOf(explained: readonly Explained[]): readonly ChapterOfClauses[] {
  return explained.map(({ heading, sentences }) => {
    const ids = clauseIds.filter((id) => sentences.some(({ clause }) => clause === id))
    const told = ids.map((id) => ({
      id,
      sentences: sentences.filter((one) => one.clause === id).map(({ says }) => says),
    }))
    return { heading, clauses: told }
  })
}

function Chapter({ heading, clauses: told }: ChapterOfClauses) {
  const id = `chapter-${heading.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`
  return (
    <section class="stack" aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      <dl class="clauses">
        {told.map((one) => (
          <div id={one.id}>
            <dt>
              <a class="clause" href={`#${one.id}`}>
                {one.id}
              </a>
            </dt>
            <dd>
              {one.sentences.map((says) => (
                <p>{says}</p>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
