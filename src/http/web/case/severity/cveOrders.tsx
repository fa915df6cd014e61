import { wayOut } from '../../../../app/index.ts'
import { isPublished, type CveOrder } from '../../../../core/process/index.ts'
import { Button, Notice, When } from '../../components/index.ts'
import { may, nameOf, type Seen } from '../seen.ts'

const asked: Readonly<Record<CveOrder['what'], string>> = {
  reserve: 'Reserving an id',
  publish: 'Publishing the record',
  update: 'Bringing the record up to date',
  reject: 'Rejecting the id',
}

const states: Readonly<Record<CveOrder['state'], string>> = {
  ordered: 'under way',
  done: 'done',
  failed: 'failed',
  unsure: 'not known whether it was done',
}

/** The last order to CVE Services, and what one may do next there. Nothing where the community has no account. */
export function CveOrders({ seen }: { readonly seen: Seen }) {
  const { view } = seen
  const { cve, id, closed, related } = view.case
  const { order } = cve
  const account = view.community.cna !== null
  if (!account && order === null) return <></>
  // An id outlives its case, unless it went on with another.
  const free = related.mergedInto === null && account && order?.state !== 'ordered' && order?.state !== 'unsure'
  const announced = isPublished(view.case)
  const doing = (act: string) => `/cases/${id}/do/${act}?back=severity`
  return (
    <>
      {order !== null && (
        <p>
          CVE Services: {asked[order.what]}
          {order.id === null ? '' : ` ${order.id}`}, {states[order.state]}; ordered by {nameOf(view, order.by)},{' '}
          <When at={order.at} />.
        </p>
      )}
      {order !== null && (order.state === 'failed' || order.state === 'unsure') && (
        <Notice
          tone="warning"
          says={`${asked[order.what]}: ${states[order.state]} (${order.code ?? ''}).${order.found.length === 0 ? '' : ` It may have brought ${order.found.join(' or ')}.`}`}
          instead={order.state === 'failed' ? wayIn(order) : 'Look there, and say what became of it.'}
        />
      )}
      <p class="buttons">
        {order?.state === 'unsure' && may(seen, 'settleCve') && (
          <Button href={doing('settleCve')}>Say what became of it</Button>
        )}
        {free && closed === null && cve.id === null && may(seen, 'reserveCve') && (
          <Button href={doing('reserveCve')}>Reserve a CVE id</Button>
        )}
        {free && cve.id !== null && announced && may(seen, 'publishCve') && (
          <Button href={doing('publishCve')}>
            {cve.published?.id === cve.id ? 'Bring the record up to date' : 'Publish the CVE record'}
          </Button>
        )}
        {free && cve.id !== null && may(seen, 'rejectCve') && (
          <Button tone="quiet" href={doing('rejectCve')}>
            Reject the CVE id
          </Button>
        )}
      </p>
    </>
  )
}

/** What only the case itself knows to be in the way. */
const ways: Readonly<Record<string, string>> = {
  published_differently: 'CVE Services has another record under this id. Publish again to replace it.',
  not_ours: 'The id belongs to another organisation: only they can publish or reject it.',
  none_left: 'The year has no ids left for you. Choose another year, or ask the CVE Program.',
  no_cna: 'An administrator enters the account in the settings.',
  has_cve: 'The case had an id by then.',
  not_carried_out: 'Order it again when it is wanted.',
}

function wayIn({ code }: CveOrder): string {
  if (code?.includes('exceeded_id_quota') === true) return 'The quota is used up: publish or reject reserved ids first.'
  return ways[code ?? ''] ?? wayOut(code ?? '')
}
