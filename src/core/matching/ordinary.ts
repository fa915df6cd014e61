/**
 * Words (stems) and kinds of vulnerability (`=`) that ordinary texts about vulnerabilities have, by how many of 1,000
 * texts do at least. Counted by `scripts/matchingBackground.ts` in 11525 public advisories.
 */
export const commonTraits: Readonly<Record<string, string>> = {
  2:
    '=XML_external_entities acl adapter addon administration alert alpha although analytic angl anyon applet ' +
    'approach appropriat area asset assist async atomic attachment audit authority backtrac balanc bar batch ' +
    'behalf belong bestm bestmoglich blog board bpf brain broadcast broken brows brut bucket bundl calculat ' +
    'calculation calendar canonical cap captur car card cart child choos claim cleartext cn codec cold collection ' +
    'color column combin combination community comparison compil compiler completion compress con concurrent conf ' +
    'conjunction connectivity constructor conversion counter cover css db dc deadlock dec delay dem deny depth ' +
    'deriv descriptor deserializ detection dimension dirty discovery dma doc docker documentation doing down ' +
    'duplicat easier effect einen electronic elementor empfohlen engag engineer entirely enumerat equal err ' +
    'establish ethereum eventually executor exfiltrat exhaust extraction fact fast fd feed ffffc ffmpeg fi final ' +
    'finish flask flush fmpeg formerly forty foxit gadget gallery garbag generator giv gnu graphic guarante guess ' +
    'handshak hardcod hat head held henc hex hid hiervon history hook hw impersonat impl incom increment indicat ' +
    'inet inferenc inod installer instruction integration internally interpret inventory isn iter iterat jenkin ' +
    'jet jetbrain jpeg jsp juniper kfre kil kmalloc knl knlg konnt kthread kubernet kvm label larger latest layout ' +
    'ldap left legacy legitimat likely loader lts macro maintain manually mask massnahm maximum mdm mem membership ' +
    'memcpy menu meta micro min mint minttoken mismatch mmsa msm much multisit music mutex mwar my namespac ' +
    'necessary netfilter netgear netlink nf nnt nova oauth openssl operator overrid ownership pathnam payment pci ' +
    'peer peopl performanc persistent phish phon phpgurukul piix pillow pin pip pipelin plan pol postgr prepar ' +
    'preview privacy probably processor prompt proof prototyp pul purpos pypy qc quick rais rc rcv readabl reason ' +
    'reboot recover reduc ref refcount reg regardless region registry removal repeat reply represent reproduc req ' +
    'requirement ret reus review routin row rs rustsec rx salt sampl sanitizer schem schema sd segfault segment ' +
    'sendmsg servlet ship short signal silently simply sk smb social sp spars spin std str styl succeed suffer sun ' +
    'susceptibl tamper technology tenant thing ticket tomcat top trait transport tunnel tx txt typosquat unaffect ' +
    'uncontrol unlock unsign unsupport userspac utf utility variant vec ver verwendet viewer violation vision ' +
    'visiono vmwar voic walk wasmtim wearabl webkit websocket whitelist whol wi wiky wird workflow wrap wrapper xe ' +
    'xxe yaml',
  3:
    '=double_free =header_injection =request_smuggling =type_confusion abort absolut acquir across activity actual ' +
    'actually addition additionally adjacent af again ai algorithm alter amd ansibl apis append applianc arg arm ' +
    'around asm asp assertion attach audio author automatically bad basic becom beeinflussen bekannt beyond blind ' +
    'bluetooth book boot boundary branch break buf bus camera carefully carry cat catalina category ce center cfg ' +
    'chat chunk circumstanc clean cleanup cli clon communication complexity confirm confusion constant consumer ' +
    'continu contract correspond cr credit crm cryptographic cut cwe dangerous dank dashboard dat davon declar ' +
    'decoder decrypt dependency deploy deref describ design desktop destination destroy developer development ' +
    'digital disput distribut division dom drm ds easy edg edition eflag emb encryption enforcement enough enter ' +
    'entir entity eval evaluat every exceed excessiv exe exec executabl existenc explicitly explorer extend ff ' +
    'fffffff firewal flash font fork frontend ftp fully gateway glich goform golang gold graph greater gs guard ' +
    'hard hav help higher hit hom hostnam hwfram ibm ids ignor immediately increas industrial initial ' +
    'initialization int intel intent interact intercept interrupt iot ipv job joomla juno keep know knowledg ' +
    'kworker leakag least len less liv locally logon look lookup loss lower lvl magic maintainer malwar matrix ' +
    'merg metacharacter mittel monterey mount naher nativ nest nonc notification notify num nvidia observ off ' +
    'offic offset old older oob oop op original owner pack pan panel param parent partial particular pattern pend ' +
    'permit photo plaintext pleas plon plus poison pool possibility prefix prob proc produc provider push qualcom ' +
    'quot rack random rax rbp rbx rcu rcx rdi rdx reachabl red redo registration relativ reload remain repeatabl ' +
    'rest restart restor revers rfc right rpc rsi rsp rt rubygem rul safary safety sap scan sched screen sec ' +
    'segmentation select separat sequoia serializ shap shop shortcod situation skip slab slic smp smuggl ' +
    'snapdragon sock solaris solution ssh ssrf steal step strip sub subject subscriber subsequent subsystem ' +
    'sufficient super svg syz syzbot syzkaller technical terminat termination thank though threat timeout tmp ' +
    'total totolink transaction transfer treat turn typically uaf udp umsetzung unbekannt unbound und unfilter ' +
    'unintend uniqu unix unless unprivileg unregister upon upstream us utiliz var various vfs vpn wait weak ' +
    'weakness weblogic what whos widget win wireless woo woocommerc workqueu world wrong yet zon',
  5:
    '=randomness =regular_expressions =server-side_request_forgery =timing =undefined_behaviour abus achiev ' +
    'acrobat actor addr advanc ajax alloc alway amount angegangen ap appear appl arch archiv assum ausgemacht ' +
    'authoriz auto backend backup beta big bin bind bis body box builder built callback caller cannot cc clear ' +
    'clos cloud cluster cmd codester comment commerc conduct consider consol construct consum consumption ' +
    'container contributor convert convinc correctly corrupt cpp crypto currently customer dabey daemon debug ' +
    'defin del deletion dependent description deserialization determin difficult dir disallow disk django dll dns ' +
    'doesn dot doubl editor ee either elevat elevation embed encrypt enforc erfolgen escalat exception exhaustion ' +
    'exit export exposur expression ext fals fetch filesystem find folder forg forward fram frequently further ' +
    'general generic gitlab given global gpu grant guest hang helper hierbey hijack hold how identity import ' +
    'improperly inappropriat inc incomplet infinit infrastructur initializ insecur internet introduc involv ioctl ' +
    'irq item itself just kasan kit lab languag last layer let lit locat longer mail main many mark master ' +
    'mechanism member metadata mishandl mitigat mitigation mitm mm modification monitor most mov msg multy negativ ' +
    'never nicht normal onc org otherwis passieren pc pdf per physical player portal power pre preempt previous ' +
    'previously print problematisch property ptr publicly put qemu rail rather re reach real regular reject ' +
    'renderer replac rip risk rout router runtim rust samsung sanitis scenario schedul scop sdk se second secret ' +
    'section self serv several show sign skb smal smart soft sonoma sourcecodester special specifically split ' +
    'statement static stop storag struct structur submit subset successfully sur swap switch symlink sync syscal ' +
    'takeover tcp temporary tenda tf therefor titl tls too track traffic tre umgesetzt unabl unbekannter undefin ' +
    'underly unexpect uninitializ unrestrict unsaf until usag usb util ventura very video visit vm websit whenever ' +
    'whether wify worker written your zip',
  8:
    '=deserialization =sandbox_escape =signatures =uninitialised_memory ability activ administrativ adob advis ' +
    'advisory affect agent allocation already androidversion apach associat auth avoid betrifft betroffen bio bit ' +
    'both business capability cgi chain channel cisco class click comput contact controller cooky correct count ' +
    'crat creation custom cve decod demonstrat depend deployment detect direct display domain don drop dump early ' +
    'eingestuft empty ensur entdeckt enterpris environment expect external extract failur fault fff filenam flag ' +
    'forc format freed fs fusion gefunden geht gem group happen hash her human implement inclusion incorrectly ' +
    'init inlin insid installation instanc intend invok io ipado ist json komponent leav lin loop mad malform ' +
    'maliciously man manag manipulat manipulieren match mattermost max mean media medium middl middlewar mobil ' +
    'model mysql next now onlin operat ops origin overwrit own panic party past person plac port position present ' +
    'privat pro problematic profil proper protect publish queu rb rce reader record rely render reset respond ' +
    'retriev rol sandbox sanitiz sav secur sent sequenc sery setup shel sie signatur significantly similar simpl ' +
    'singl socket spac specify src standard status stream subcomponent suit summary tabl tag tak team templat text ' +
    'third thos thread thus trick tru trust try tvo two uid um uri usernam vdb verification virtual watch watcho ' +
    'wp you zero',
  12:
    '=integer_overflow =machine_in_the_middle =race_conditions =redirects =spoofing about abov accept ad ' +
    'administrator against allocat als another apply array assign attempt attribut availabl back behavior below ' +
    'between binary block browser build byt cach certificat character cherrypick cms common complet config ' +
    'configur connect connection copy credential current detail dev die directly disabl document durch edit ' +
    'element email encod engin even event exampl expos extension featur filter firmwar framework ful funktion ' +
    'generat generation go hardwar however hub identifier identify improv incorrect info initiat insert instal ' +
    'instead integer internal ios ip js known kritisch lack larg later learn length leverag lib lik location lock ' +
    'logic login long low map mod modify mor must neutralization number option order outsid packet pad parser part ' +
    'pid point policy possibly potential prevent problem program project protection protocol proxy py python query ' +
    'rac rang rat raw receiv recommend redirect reflect register repository respons restrict restriction ruby saf ' +
    'sanitization search see session shar sid sinc smr specific spoof ssl sys taint target task tensor tensorflow ' +
    'test token tool trac under valid variabl vendor verify victim warn wel wer work xml',
  20:
    '=certificates =cross-site_request_forgery =null_pointer =sessions =uploads ac accessibl account additional ' +
    'allow angrif app ausgenutzt authorization av availability bug cas certain chang chromium classify condition ' +
    'confidentiality configuration cor cpu critical csrf cvss das databas daten datey delet der dereferenc des ' +
    'different dos download easily ein end endpoint entry es escalation exploitabl first flow forgery form ' +
    'functionality gain git gung handler header host imag index insufficient integrity interfac invalid javascript ' +
    'kan key launch leak level library limit list load log machin maco manager messag method microsoft mit net ' +
    'netzwerk nod non nul occur offentlichen operation os output over packag pass password payload platform post ' +
    'pr provid referenc remov resourc root sam schwachstell scor severity should siz so softwar specially start ' +
    'stat steht stil string supply them traversal uber unbekannten untrust upgrad upload validat verf verfugung ' +
    'view way werden workaround would wurd zur',
  30:
    '=command_injection =logging =path_traversal =use_after_free abl action add aka android api argument ' +
    'authentication becaus chrom client commit compromis content context corruption creat default devic directory ' +
    'disclos disclosur driver dur enabl error escap exploitation fail field get github googl heap high ' +
    'implementation interaction java link mac mak management manipulation miss modul multipl need new not object ' +
    'obtain one oracl pars permission pointer potentially press properly public relat releas remotely report ' +
    'requir return run send sensitiv sourc stack successful tim typ ui unauthoriz unknown unspecify up updat url ' +
    'validation we wher whil window within without wordpress writ',
  50:
    '=SQL_injection =authentication_bypass =buffer_overflow =credentials =escalation_of_privileges =missing_checks ' +
    'address admin after authenticat bas bound buffer bypass cal com command component control crash discover due ' +
    'exist found fre handl html http id impact improper includ inject input malicious nam network only open out ' +
    'overflow patch path perform plugin process product resolv security set sql stor support trigger unauthenticat ' +
    'valu vector vulnerabl word',
  80:
    '=cross-site_scripting application check contain cross data denial execution exploit follow information ' +
    'injection kernel linux local memory pag parameter php possibl privileg read request result script server ' +
    'system web xss',
  120:
    '=access_control =access_out_of_bounds =denial_of_service =disclosure_of_information =injection =memory_safety ' +
    '=running_code access attack caus craft execut fil fix function lead servic sit',
  200: 'arbitrary cod remot',
  300: '',
  500: '',
}
