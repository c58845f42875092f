import { anyOf, OPEN_BORDERS, PLAIN_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';
import { ENGLISH_COMMITMENT, ENGLISH_NAMED_COMMITMENT, ENGLISH_NOT_COMMITMENT } from './promises-english.ts';

/** Cues of spoken business English. */
export const ENGLISH_CUES: Cues = {
  decision: anyOf(
    String.raw`
      we(?:'ve| have)?(?: both| all| now| just| already| finally)* (?:agreed?|decided|settled|chose|chosen|picked|opted|concluded)
      (?:it'?s|that'?s|that is|it is|then it'?s|consider it) (?:agreed|decided|settled|a deal|final|done deal|approved|confirmed)
      let'?s (?:go (?:with|ahead|for)|book|lock|settle|agree|stick|move (?:ahead|forward|the|it|to)|proceed|do (?:it|that|the)|keep|drop|postpone|push|make it|call it|start with|sign|plan on|set)
      we(?:'ll| will|'re going to| are going to|'re gonna) (?:go (?:with|ahead|for|live)|proceed|stick with|renew|not renew|expand|drop|postpone|cancel|stay with|sign|keep|extend|downgrade|upgrade|pause|adopt|standardi[sz]e|roll (?:it )?out|move (?:ahead|forward|to|from))
      (?:the )?decision (?:is|was|stands)
      (?:has|have|had|been|was|were|is|are|got|gets) (?:been )?(?:approved|signed off|decided|agreed|confirmed|green-?lit|settled)
      (?:sign(?:ed)?[ -]?off on|approved) (?:the|it|this|that|your|our|a)\b
      agreed[,:. -]
      ^we (?:go with|make (?:it|the)|drop the)
      (?:then |so )we (?:go with|make it|make the|take|keep|drop|start)
      agree (?:on|to)\b
      you have a deal
      we have a deal
      i'?m (?:happy|fine|okay|good) to (?:approve|sign|go|proceed|commit)
      (?:we are|we're|i'm|i am) going with
      (?:we're|we are) (?:now )?(?:putting|moving|pushing|postponing|holding|pausing|dropping|keeping|aiming for|sticking|staying|parking|starting with|not doing|not going)\b
      ^(?:okay,? |alright,? |right,? |so,? )*(?:scrap|drop|park|skip|forget) (?:the|that|it|this)\b
      ^(?:okay,? |alright,? |right,? |so,? |then )*we (?:start|begin|go live|fit|stay|stick|wait|hold off|do it|sign|pause|stop|move)\b
      ^(?:okay,? |alright,? |right,? |so,? |well,? )*(?:the )?[\w$£€,.]+(?: [\w$£€,.]+){0,3} it is(?=[.!]|$)
      \b(?:on hold|parked|paused) until
      ^(?:okay,? |alright,? |right,? |so,? )*we (?:both )?said (?!that (?:it|this) (?:is|was))
      to (?:recap|sum up|summari[sz]e)[,:]
      ^(?:okay,? |then |so )*(?:bump|push|move|shift|postpone|delay) (?:it|that|this|them) to\b
      (?:we're|we are|we'll|we will) (?:waiting|wait|hold(?:ing)? off)\b
      ^(?:done|great|perfect|okay|alright|right)[,.] (?:the |it's )?[\w ]{3,30} then(?=[.!]|$)
      (?:january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday)s? works (?:for|well|better)
      final answer
    `,
    OPEN_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      ^(?:and |but )?otherwise(?!\p{L})
      \b(?:if|unless|whether|until|before|once|when) (?:we|you|they|it|the|i|he|she|our|that)\b[^.]{0,60}\b(?:decid|agree|approv|sign|settl|confirm)
      \b(?:not|never|n't|n’t|yet to|have to|need to|needs to|should|could|might|may|can|to be|would|must|like to|want to|hope to|trying to) (?:yet |really |quite |fully |even |have |be |been )*(?:decid|agree|approv|sign|settl|confirm)
      \b(?:aim|goal|purpose|point|idea|hope)\b[^.]{0,30}\bto (?:agree|decide|settle|approve)
      \b(?:totally|completely|absolutely|fully|i|would) agree(?! to)\b
      no decision
      ^that was (?:decided|agreed|settled|approved) (?:quickly|fast|easily|quick)
      \blet'?s (?:do|take|start|go|begin|keep|move) [^.?]{2,40} (?:first|to begin with)(?=[.!,]|$)
      in mind\b
      agreement on file
    `,
  ),
  commitment: ENGLISH_COMMITMENT,
  namedCommitment: ENGLISH_NAMED_COMMITMENT,
  nextPromise: /[,;]?\s+(?:and(?: then)?|but)\s+(?=(?:i|we|you|\p{Lu}\p{L}+)(?:'ll| will| can)(?!\p{L}))/giu,
  plan: null,
  notCommitment: ENGLISH_NOT_COMMITMENT,
  notName: new Set(
    (
      'not its i we you he she it they that this there what which who when where how if so and but then because the a an our your my ' +
      'their his her its everyone everybody someone somebody nobody anyone people customers users everything something ' +
      'nothing one each both either all some most more please maybe also just next today tomorrow monday tuesday wednesday ' +
      'thursday friday saturday sunday january february march april may june july august september october november ' +
      'december yes no okay ok well right need want have happy glad ready able easy hard time due thanks going back up way'
    ).split(' '),
  ),
  leaving: anyOf(
    String.raw`
      looking at leaving
      (?:go(?:ing)?|mov(?:e|ing)|switch(?:ing)?|chang(?:e|ing)) (?:over )?(?:to|with) (?:\w+ ){1,2}instead
      (?:we|they|i)(?:'d|'ll| would| will| might| may| could)? (?:leave|cancel|terminate|walk away|switch(?:ing)? to|go elsewhere|go to (?:another|a))
      (?:chance|risk|possibility|likely|unlikely) (?:that )?(?:we|they) (?:go|leave|stay|cancel|renew)
      fifty-fifty
      month[- ]to[- ]month
      (?:give|giving|gave|send|sending|sent|hand in) (?:you )?(?:our |the )?notice
      notice letter
      not (?:going to )?renew|won't renew|non-?renewal
      (?:another|other|different) (?:vendors?|suppliers?|providers?)
      competitors?
      (?:quoted|offered) us
    `,
    PLAIN_BORDERS,
  ),
  risk: anyOf(
    String.raw`
      risk(?:s|y|ing)?
      at risk
      concern(?:s|ed|ing)?
      worr(?:y|ied|ying|ies)
      block(?:er|ers|ed|ing)
      churn
      cancel(?:l?ing|lation|led)?
      terminate
      competitor\w*
      alternatives?
      other vendors?
      another vendor
      switch(?:ing)? (?:to|away|vendors?)
      outages?
      went down
      was down
      were down
      is down
      downtime
      incident
      data loss
      (?:lost|lose|losing) (?:data|trust|confidence|orders?|customers?|money|revenue|hours|days|(?:about |around |over )?[$€£]?\d[\d.,]*)
      cost(?:s|ing)? (?:us|you|them)
      breach
      delay(?:s|ed)?
      slip(?:s|ped|ping)?
      behind schedule
      too late
      weeks late
      days late
      months late
      miss(?:ed|ing)? (?:the|our|a|your) (?:deadline|date|target|sla|milestone)
      escalat(?:e[sd]?|ing)
      escalations? (?:to|at|by|from|again)
      unacceptable
      frustrat\w+
      disappoint\w*
      unhappy
      not happy
      angry
      upset
      dissatisf\w+
      painful
      struggl\w+
      problem\w*
      issue with
      issues? (?:is|are|was|remain)
      serious
      critical
      broken
      bugs?
      fail(?:s|ed|ing|ure|ures)?
      crash\w*
      slow(?:er|ness)?
      not working
      doesn't work
      didn't work
      stopped working
      budget (?:cut|cuts|freeze)
      budget (?:is|was|has|has been|got|gets|may be|might be|will be) (?:\p{L}+ ){0,3}(?:cut|reduced|slashed|halved|tight|gone|spent|exhausted|shrunk|smaller|lower|missing|on hold|under pressure|not|never|no longer)
      budget (?:isn't|wasn't|hasn't|won't)
      (?:no|over) budget
      freeze(?! (?:the|our|all) prices?)
      frozen
      cut(?:ting)? (?:costs|budgets?|the (?:budget|team|staff|head ?count|spend\w*))
      layoffs?
      laid off
      reorgani[sz]\w+
      merger
      leaving
      is leaving
      has left
      left the company
      (?:my|his|her|their) last day
      last day (?:is|will|was)
      resign\w*
      stepping down
      moving on
      replac(?:e|ed|ing) (?:you|us|it with (?:another|a different))
      ha(?:ve|s) to be replaced
      too expensive
      overpriced
      price (?:increase|hike|rise)
      hard to justify
      can't justify
      cannot justify
      walk away
      not renew\w*
      won't renew
      non-?renewal
      opt out
      penalt\w+
      unused
      low adoption
      adoption (?:is|has|dropped)
      nobody (?:uses|is using)
      stopped using
      drop(?:ped)? (?:by|from|to)
      declin\w+
      security (?:finding|concern|issue|incident|review)
      non-?complian\w+
      audit finding
      legal (?:is|has|won't)
      lawsuit
      miss\w* (?:the|a|our|any) deadline
      threat\w*
      danger\w*
      (?:don't|doesn't|didn't|no longer|lost) trust
      hard time
      if [^,.?]{4,100}, [^.?]{0,60}(?:\bdead\b|\bblocks?\b|\bstops?\b|\bstop\b|won't|can't|cannot|\bcancel|\bleave\b|\blose\b|\bdrops?\b|\bgone\b|\bends?\b|\bfails?\b)
      root cause
      used up
      ran out of
      went wrong
      compar(?:e|ing) (?:us|you|it|them) (?:with|to)
      came in at
      (?:the )?others in as well
      cheaper
      quoted us
      offered us
      notice (?:letter|period|of termination)
      looking at leaving
      drop(?:s|ping)? out
      (?:is|are|was|were) (?:always |often |mostly )?wrong
      never (?:reached|arrived|came|worked)
      (?:is|are|was|were) (?:very |so |too )?(?:poor|useless|unusable)
      useless
      claim (?:from|against)
      fifty-fifty
      otherwise
      regulators?|ombudsman|lawyers?|solicitors?|journalists?|complain\w*
      (?:no one|nobody|none of them) (?:has|have|had|ever|is|was|\w+s|\w+ed)
      (?:charged|billed|paid|debited|sent) (?:it |them |us )?twice
      pull(?:s|ed|ing)? (?:the|our|out)
      interim
      a mess
      thr(?:ew|own) away
      drop(?:s|ped|ping)? off
      in-house
      elsewhere
      (?:an hour|hours|days|weeks) behind
      (?:back|return\w*|revert\w*) (?:to|on|onto) (?:paper|pen|spreadsheets?|excel|phones?|the old|manual)
      (?:clos|shutt?)(?:e|es|ed|ing) (?:the |our |down|two|three|\d)
      won't(?! (?:be a|take|keep|hurt|need|forget|mind))
      refus\w+
      gave up|give up|giving up
      in a row
      takes? (?:us |them |you )?(?:a |about |over )?(?:fortnight|\w+ (?:weeks|months|days|hours))
      pulled
      killing us
      different conversation
      burned by|got burned
      inspect(?:or|ors|ion)
      strikes?
      fine[ds]? (?:us|of|for)|been fined
      (?:is|are|was|were|'s|'re) (?:dead |all |totally )?against
      bankrupt\w*|insolven\w*|went under|out of business
      not enough|too few|isn't enough|impossible
      retir(?:es|ing|ement)|maternity|parental leave
      (?:double|over|triple)-?(?:booked|charged|billed)
      rationali[sz]\w*|consolidat\w*
      (?:three|two|four|several) (?:quotes|offers|bids)
      turned (?:it|them|that|the [^.]{2,30}) off
      hate[ds]?
      save us
      (?:out )?to (?:tender|bid)
      go(?:es|ing)? out for (?:bids?|quotes?)
      rfp
      shopp?ing around
      (?:an offer|a quote|offers|quotes) from
      fond of
      moving (?:over|on|across) to
      (?:i'm|she's|he's|she is|he is|i am) moving to
      my (?:replacement|successor)
      (?:his|her|their) (?:replacement|successor)
      new (?:\w+ ){0,2}(?:director|owner|ceo|cfo|cio|coo|management)
      acquired
      bought (?:by|out)
      sunset\w*
      end[- ]of[- ]life
      (?:switch|switched|switching|turn|turned|turning) (?:it|them|that) off
      goes dark
      phas(?:ed|ing) out
      won't (?:sign|renew|use|pay|accept|approve|be allowed)
      (?:can't|cannot|can not|couldn't) (?:run|defend|justify|use|follow|wait|leave|sign|afford|promise|go live|speak)
      hard stop
      month[- ]to[- ]month
      (?:don't|doesn't|didn't) believe in
      overbook\w*
      in (?:real |serious |big |deep )?trouble
      shelved
      (?:two|three|four|five|several|other|\d+) (?:other )?(?:suppliers|vendors|bidders|providers)
      (?:the highest|the most expensive|above (?:all|every) other)
      deal-?breaker
      show-?stopper
      (?:second|third|fourth|fifth) time (?:since|this|in|already|now)
      (?:waited|waiting|took|taken|take|been open|open for) (?:us |them )?(?:\w+ ){0,2}(?:days|weeks|months)
      not fast
      nobody (?:told|got back|answered|called|raised)
      kept \w+ing
      give notice
      (?:stop|stopped|withhold|hold back) (?:paying|payments?)
      wouldn't rule (?:it|that) out
      fed up
      short(?:age|-staffed| of staff)
      understaffed
      (?:we're|we are) (?:\w+ ){1,3}(?:down|short)
      has to (?:go out|be signed off|go to)
      goes back to
      billed (?:for|twice|us)
      (?:aren't|isn't|not) (?:done|ready|available|approved|budgeted|in the budget)
      only [^,.?]{1,40} (?:use|uses|used|using|log in|logs in) (?:it|this|them)
      threaten\w*
      if (?:[^,.]{0,60})(?:n't|not|no|never)\b[^.]{0,60}\b(?:i|we|they|he|she)(?:'ll| will| would|'d| can't| cannot| have to| won't)
    `,
    PLAIN_BORDERS,
  ),
  notRisk: anyOf(
    String.raw`
      no (?:risk|concerns?|problems?|issues?|worries|blockers?|outages?)
      not a (?:problem|concern|risk|big deal)
      don't worry
      no worry
      not worried
      isn't a problem
      without (?:any )?(?:problems?|issues?|risk)
      risk[- ]free
      sorry (?:i'm|we're|for being) late
      running late
      late (?:to the|for the)
      later
      no (?:longer )?(?:an )?issue
      ^what (?:i|we) (?:want|need)
      ^that was (?:the|a|an)
      (?:description|understanding|part) of the problem
      (?:down ?time|outages?|incidents?|delays?|failures?|problems?|bugs?|errors?|complaints?|risks?)(?:(?! (?:cost|lost))[^.?!])* (?:fell|dropped|decreased|went down|came down|improved|is lower|are lower)
      but no(?=[.!]?$)
      before (?:it|they|something|anything) (?:fail|break|crash|broke)\w*
      needs? to fail
      (?:risk|problem|concern|worry) (?:that )?i(?:'d| would) like to (?:say|raise|mention|bring)
      (?:thing|part|point) (?:that|which) concerns
      as far as \w+ concerned
      (?:didn't|doesn't|don't|did not|does not) work,? (?:and |the )?roadmap
      solved
      (?:say|said) thanks|thanks (?:for|to)|thank you for
      happy to
      problem solved
      trust (?:you|me) (?:had|have|on that)
    `,
    PLAIN_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:can|could|would|will) you (?:please |also |maybe |just |at least |guys |both |all )*(?:\w+)
      (?:can|could|would|will) (?:somebody|someone|anybody|anyone|we (?:have|get))
      we(?:'d| would) (?:like|love|want|need|appreciate|expect|prefer)
      we (?:really |also |just |do |still |absolutely |urgently |now )*(?:need|want|require|expect|request|ask|insist)\b
      i(?:'d| would) (?:like|love|need|want|appreciate|expect)
      i (?:really |also |just |do |still |urgently )*(?:need|want|require|expect)\b
      (?:can|could) (?:i|we) (?:have|get|be)
      (?<=^|[,;:] |\b(?:and|so|but|then|also) )please (?!do\b|yes|yeah|no\b|go ahead|don't worry)\w+
      (?<=\w.{6,} )please(?=[.!]?$|,)
      ^(?:and |then |so )?(?:send|keep|bring|show|add|include) (?:it|me|us|them|that|this|the)
      is it possible
      would it be possible
      is there (?:any|a) (?:way|chance|option|discount)
      are you able to
      what we need
      what i need
      my (?:ask|request) (?:is|would)
      our (?:ask|request|requirement|condition|expectation)s? (?:is|are|would)
      any chance
      we must have
      has to (?:be|include|have)
      must (?:be|include|have)
      (?:is|are|would be) a (?:hard |firm |clear )?(?:condition|must|requirement|must-have|deal-?breaker)
      (?:on|one) condition
      non-negotiable
      (?:not|n't) (?:go live|sign|start|renew|move ahead|proceed) (?:without|until|before|unless)
      asking (?:for|you)
      (?:the|our|my) (?:\w+ )?(?:board|governors?|cfo|ceo|cio|directors?|management|owners?|lawyers?|auditors?|council|boss|head office) (?:wants?|needs?|expects?|insists?|demands?)
      we're asking
      looking for (?:a|an|some|at least)
    `,
    PLAIN_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      (?:can|could|would|will) you (?:just |please |quickly |maybe )*(?:walk|tell|remind|say|explain|show|repeat|imagine|share your screen|introduce|give (?:me|us) (?:a (?:sense|feel|quick)|an example))
      (?:don't|didn't|doesn't|do not) (?:really )?need
      like to blame
      blame somebody
      can you (?:hear|see)
      could you hear
      do you see
      would you (?:say|agree)
      can you (?:believe|imagine)
      ^(?:then |oh,? |yes,? |no,? )*(?:yes|no|thanks),? please
      (?:can|could) (?:i|we) (?:have|get) (?:a (?:quick )?(?:look|word)|started|back to|going)
      (?:can|could) i be (?:honest|frank|direct|candid|blunt)
      (?:i|we)(?:'d| would) (?:like|love|want|prefer) to (?!see|have|get|keep|receive|avoid|be (?:in|on|part|told|informed|kept)|know (?:when|by))
      need to (?:be honest|say|jump|drop|go|leave|run|think|talk about)
      want to (?:say|thank|make sure (?:you|i|we)|be (?:clear|honest|fair|careful|transparent)|start|go|talk|understand|ask|add|flag|mention|hear|walk)
      like to (?:say|thank|start|hear|talk|go|understand|know how|begin|welcome)
      i (?:just )?want(?:ed)? to\b
      i(?:'d| would) (?:like|love) to (?:say|thank|start|hear|talk|walk|show|go|begin)
      would you like
      do (?:you|we|they|i) (?:want|need)
      i need to (?!see|have|get|know)
      must have been
      please don't mind
      but no(?=[.!]?$)
      that's all (?:i|we)
      ^(?:and |so |then )*(?:what|how|when|who|which|where|why) (?:would|could|can|will|do) you
      if you (?:want|need|like)
      whatever you (?:need|want)
    `,
    PLAIN_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:(?:yeah|yes|yep|okay|ok|oh|well|so|great|good)[,.]? )?(?:sure|yes|yep|absolutely|of course|definitely|certainly|will do|we will|i will|i can do that|we can do that|i can(?!['’]t|not)|happy to|no problem|consider it done|done|you got it|makes sense,? (?:i|we)|fair enough,? (?:i|we)|okay,? (?:i|we)(?:'ll| will| can)|i'll|we'll)\b
    `,
  ),
  tagQuestion:
    /,? (?:(?:and )?(?:then )?you(?: can| could)? [^,?]{2,60}|right|correct|yes|yeah|ok(?:ay)?|all ?right|if that(?:'s| is) [^,?]{2,20}|(?:does|would) that work[^,?]*|is that (?:right|so)|have i got that right)\?$/iu,
  agreement:
    /^(?:(?:okay|ok|yes|yeah|right|good|great|alright|fine)[,.]? )?(?:agreed|deal|done deal|fair deal|works for (?:me|us)|(?:that's )?fine by (?:me|us)|let's do (?:that|it)|i can live with that)(?:[.!,]|$)/iu,
  smallTalk: anyOf(
    String.raw`
      can you (?:hear|see)
      hear (?:me|you)
      (?:minute|bit|few minutes|running) late
      ran over
      headset
      on mute
      unmute
      screen[ -]?share
      share my screen
      see my screen
      weather
      weekend
      holidays? (?:was|were|plans)
      vacation
      coffee
      lunch
      traffic
      kids
      my (?:dog|cat|daughter|son|wife|husband)
      good (?:morning|afternoon|evening)
      nice to (?:meet|see)
      how are you
      how's everyone
      thanks? (?:everyone|everybody|all|both|so much|for (?:joining|having|making|your time|taking))
      (?:i|we)(?:'ve got|'ve only got| have got| have only| have|'ve) [^.?]{0,20}\b(?:minutes|half an hour|hard stop)
      thank you (?:all|both|everyone|for (?:joining|having|making|your time|taking))
      bye
      see you
      talk (?:soon|to you)
      take care
      have a (?:good|great|nice)
      sounds? like you're in
      stay (?:dry|safe|warm)
      happy (?:friday|monday|birthday|holidays|new year)
      let me (?:just )?(?:share|pull up|bring up|open) (?:my|the|this)
      give (?:me|it) a second
      one (?:second|moment)
      introduce (?:myself|yourself|ourselves)
    `,
    PLAIN_BORDERS,
  ),
  date: anyOf(
    String.raw`
      \b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|may (?:\d|the|\w+(?:st|nd|rd|th)\b)|(?:of|in|by|until|before|since) may|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|this (?:afternoon|evening)|christmas|next (?:week|month|quarter|year|spring|summer|fall|autumn|winter)|this (?:week|month|quarter|year|friday)|end of (?:the )?(?:day|week|month|quarter|year)|q[1-4]|first quarter|second quarter|third quarter|fourth quarter|(?:in|within) (?:\w+ ){1,2}(?:days|weeks|months)|20[2-4]\d|the \d{1,2}(?:st|nd|rd|th)|deadline)\b
      \b\d{1,2}(?:st|nd|rd|th)\b
      \b(?:the|on|by) (?:(?:twenty|thirty)-)?(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-(?:first|second)|thirtieth|thirty-first)\b
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      two
      three
      four
      five
      six
      seven
      eight
      nine
      ten
      eleven
      twelve
      fifteen
      twenty
      thirty
      forty
      fifty
      sixty
      seventy
      eighty
      ninety
      hundred
      thousand
      million
      percent
      half
      double
      twice
      dozen
      third
    `,
    PLAIN_BORDERS,
  ),
};
