import { loadPeople, type CaseView, type Done, type World } from '../../../app/index.ts'

/** The case as it is shown with an answer: whoever an act brought in may be new, and the view was made before. */
export async function withNewcomers(world: World, view: CaseView, { events }: Done): Promise<CaseView> {
  const came = events.flatMap((one) =>
    one.type === 'FixTeamInvited' || one.type === 'CoReporterNamed' ? [one.person] : [],
  )
  if (came.length === 0) return view
  return { ...view, people: new Map([...view.people, ...(await loadPeople(world, came))]) }
}
