import { describe, expect, test } from 'vitest'
import { fact, type Scene } from './scene.ts'

/** V: severity, CVE id, advisory, workspace, fix. */
export function development(scene: Scene): void {
  describe('developing the fix', () => {
    test('severity: proposed by the engineer, decided by the committee', async () => {
      await scene.engineer.does('Propose a severity', {
        'CVSS vector': 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:H',
        Why: 'It stops.',
      })
      await scene.member.does('Decide the severity', { 'CVSS vector': 'CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:N/I:N/A:L' })
      await scene.member.overview()
      expect(await (await scene.member.fact('Severity')).innerText()).toContain('3.1')
    })

    test('the CVE id: requested, then recorded', async () => {
      await scene.member.does('Request a CVE', { 'Requested from': 'GitHub', Evidence: fact.ghsa })
      await scene.member.does('Record the CVE id', { 'CVE id': fact.cve, Evidence: fact.ghsa })
    })

    test('the advisory, in two revisions', async () => {
      await revise({
        Title: 'cosign fetches signatures without end',
        Summary: 'A registry could keep cosign busy for ever.',
      })
      await revise({
        Details: 'All signatures that a registry lists were fetched, however many they were.',
        Impact: 'Verification never ends.',
        Upgrade: 'Install cosign v2.2.1.',
        Mitigations: 'Give verification a time limit.',
        References: `FIX ${fact.repository}/commit/${fact.fix}\nADVISORY ${fact.repository}/security/advisories/${fact.ghsa}`,
        Weaknesses: 'CWE-835',
        Aliases: fact.ghsa,
      })
      expect(await scene.member.says(scene.member.page.getByRole('region', { name: 'Revision 2' }))).toContain(
        'Verification never ends.',
      )
    })

    test('workspace, fix, completion, approval', async () => {
      await scene.engineer.does('Link the private workspace', { Workspace: 'https://git.example.org/private/one' })
      await scene.engineer.does('Note a push', { Commit: fact.fix })
      await scene.engineer.does('A fix or mitigation is available', {
        'What is available': 'A fix',
        Evidence: 'in the workspace',
      })
      await scene.engineer.does('The fix is complete', { 'Message to the committee': 'Ready.' })
      await scene.engineer.does('Approve the fix', { Evidence: 'reviewed in the workspace' })
      await scene.engineer.overview()
      expect((await scene.engineer.deadline('Fix development')).says).toContain('done')
      expect((await scene.engineer.deadline('Fix development')).says).not.toContain('late')
    })

    async function revise(answers: Record<string, string>): Promise<void> {
      await scene.member.tab('advisory')
      const form = scene.member.page.getByRole('form', { name: 'The advisory', exact: true })
      await scene.member.fills(form, answers)
      if (answers['Title'] !== undefined) {
        for (const [place, one] of fact.affected.entries()) {
          const row = form.getByRole('group', { name: `Package, row ${place + 1}` })
          await scene.member.fills(row, {
            Ecosystem: 'Go',
            Package: one.name,
            'Introduced in': '0',
            ...('fixed' in one ? { 'Fixed in': one.fixed } : {}),
          })
        }
      }
      await scene.member.sends(form)
    }
  })
}
