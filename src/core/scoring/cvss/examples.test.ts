import { describe, expect, test } from 'vitest'
import { read } from '../../../../tests/support/cvss-vectors.ts'
import { score } from './index.ts'

// The vulnerabilities that FIRST works through in its guides and example documents.

describe('CVSS 2.0, A Complete Guide, section 3.3', () => {
  test.each([
    // CVE-2002-0392, Apache chunked encoding
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:H', 7.8, 6.4, 0.0],
    ['AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H', 7.8, 6.4, 9.2],
    // CVE-2003-0818, Microsoft ASN.1
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:L', 10.0, 8.3, 0.0],
    ['AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L', 10.0, 8.3, 9.0],
    // CVE-2003-0062, NOD32
    ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:N/TD:N/CR:M/IR:M/AR:M', 6.2, 4.9, 0.0],
    ['AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M', 6.2, 4.9, 7.5],
  ])('%s', (text, base, temporal, environmental) => {
    expect(score(read(text))).toMatchObject({ base, temporal, environmental, overall: environmental })
  })
})

describe('CVSS 3.0 and 3.1, examples documents', () => {
  const examples = [
    ['AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', 6.1], // CVE-2013-1937, phpMyAdmin
    ['AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N', 6.4], // CVE-2013-0375, MySQL
    ['AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', 3.1], // CVE-2014-3566, POODLE
    ['AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H', 9.9], // CVE-2012-1516, VMware
    ['AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L', 4.2], // CVE-2009-0783, Tomcat
    ['AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', 8.8], // CVE-2012-0384, Cisco IOS
    ['AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', 7.8], // CVE-2015-1098, iWork
    ['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', 7.5], // CVE-2014-0160, Heartbleed
    ['AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 9.8], // CVE-2014-6271, Shellshock
    ['AV:N/AC:H/PR:N/UI:N/S:C/C:N/I:H/A:N', 6.8], // CVE-2008-1447, DNS
    ['AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 6.8], // CVE-2014-2005, Sophos
    ['AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:N/A:N', 5.0], // CVE-2010-0467, Joomla
    ['AV:N/AC:L/PR:N/UI:N/S:C/C:N/I:L/A:N', 5.8], // CVE-2012-1342, Cisco ACL
    ['AV:A/AC:L/PR:N/UI:N/S:C/C:H/I:N/A:H', 9.3], // CVE-2013-6014, Juniper
    ['AV:N/AC:L/PR:L/UI:R/S:C/C:L/I:L/A:N', 5.4], // CVE-2014-9253, DokuWiki
    ['AV:A/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', 8.8], // CVE-2011-1265, Bluetooth
    ['AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N', 4.6], // CVE-2014-2019, iOS: exactly 4.6, which floats make 4.7
    ['AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:N', 7.4], // CVE-2014-0224, OpenSSL
    ['AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H', 9.6], // CVE-2012-5376, Chrome
  ] as const
  test.each(examples)('%s', (metrics, base) => {
    for (const version of ['3.0', '3.1'] as const) expect(score(read(`CVSS:${version}/${metrics}`)).base).toBe(base)
  })
})

describe('CVSS 4.0', () => {
  test.each([
    // Scores as FIRST's calculator gives them.
    ['AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.3], // CVE-2022-41741, nginx
    ['AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 7.7], // CVE-2020-3549, Cisco
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N', 8.7], // CVE-2014-0160, Heartbleed
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H', 10.0], // CVE-2021-44228, Log4Shell
    ['AV:A/AC:L/AT:N/PR:L/UI:A/VC:L/VI:L/VA:N/SC:N/SI:N/SA:H/CR:X', 4.1], // widely computed as 4.7
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N/AR:L', 7.9],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N', 0.0],
    ['AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N/MSI:H', 7.7],
  ])('%s', (metrics, overall) => {
    expect(score(read(`CVSS:4.0/${metrics}`)).overall).toBe(overall)
  })

  test('names the score after the groups that went into it', () => {
    const base = 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'
    const told = (more: string) => {
      const scores = score(read(base + more))
      return scores.version === '4.0' ? [scores.nomenclature, scores.threat, scores.environmental, scores.overall] : []
    }
    expect(told('')).toEqual(['CVSS-B', 9.3, 9.3, 9.3])
    expect(told('/E:U')).toEqual(['CVSS-BT', 8.1, 9.3, 8.1])
    expect(told('/CR:L/MAV:L')).toEqual(['CVSS-BE', 9.3, 8.5, 8.5])
    expect(told('/E:U/CR:L/MAV:L')).toEqual(['CVSS-BTE', 8.1, 8.5, 6.0])
    expect(told('/S:P/U:Red')).toEqual(['CVSS-B', 9.3, 9.3, 9.3])
  })
})

describe('where floats go wrong', () => {
  test('2.0: 9.0 * 0.95 is 8.55, and 8.55 rounds to 8.6', () => {
    const text = 'AV:N/AC:L/Au:S/C:C/I:C/A:C/E:F/RL:U/RC:C'
    expect(score(read(text))).toMatchObject({ base: 9.0, temporal: 8.6 })
    expect(Math.round(9.0 * 0.95 * 10) / 10, 'what floats make of it').toBe(8.5)
  })

  test('2.0: a base below zero under low requirements shows as 0.0 but counts as it is', () => {
    const text = 'AV:L/AC:H/Au:M/C:P/I:N/A:N/E:ND/RL:ND/RC:ND'
    expect(score(read(`${text}/CDP:ND/TD:ND/CR:L/IR:ND/AR:ND`))).toMatchObject({ base: 0.8, environmental: 0 })
    expect(score(read(`${text}/CDP:H/TD:ND/CR:L/IR:ND/AR:ND`))).toMatchObject({ environmental: 4.9 })
  })

  test('2.0: a complete loss weighs 10.000845 in the base equation, and 10 in the environmental one', () => {
    const scores = score(read('AV:L/AC:L/Au:N/C:C/I:C/A:C'))
    expect(scores).toMatchObject({ base: 7.2, temporal: 7.2, environmental: 7.1, overall: 7.2 })
  })

  test('3.1: the environmental score is defined without environmental metrics, by its own formula', () => {
    const metrics = 'AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H'
    const given = { temporal: false, environmental: false }
    const told = { base: 9.6, temporal: 9.6, overall: 9.6, given }
    expect(score(read(`CVSS:3.1/${metrics}`))).toMatchObject({ ...told, environmental: 9.7 })
    expect(score(read(`CVSS:3.0/${metrics}`))).toMatchObject({ ...told, environmental: 9.6 })
  })
})
