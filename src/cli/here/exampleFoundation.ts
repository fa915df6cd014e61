/** What `tocsin init` reads, every field of it; a test founds a community with this text. */
export const exampleFoundation = `# A community for: tocsin init --config THIS-FILE
name: Anchorage
# Where people reach this installation. Another machine needs https.
address: http://127.0.0.1:8080
# Notices and announcements come from here.
from: security@example.org
# A mailing list; left out: the one that the policy names.
announceTo: announce@example.org
# The policy that comes with Tocsin, or a file beside this one, such as ./policy.yaml
policy: sigstore
members:
  - name: Ada Anchor
    email: ada@example.org
    affiliation: Harbour
    administrator: true
  - name: Ben Buoy
    email: ben@example.org
projects:
  - name: harbour
    repository: https://git.example.org/harbour
    ecosystem: Go
    package: example.org/harbour
# Left out: mail is kept for the mailbox page, on this machine only.
mail:
  host: 127.0.0.1
  port: 2525
  # tls, starttls, or (to this machine only) none
  security: none
`
