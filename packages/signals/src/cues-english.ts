import { anyOf, OPEN_BORDERS, PLAIN_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const ACTION_VERBS =
  'send|share|get|give|write|draft|prepare|set|book|schedule|arrange|organi[sz]e|check|confirm|follow|circle|look|find|' +
  'review|update|fix|ship|deliver|release|roll|deploy|build|create|make|put|add|remove|move|migrate|escalate|raise|open|' +
  'file|log|bring|involve|loop|introduce|connect|invite|talk|speak|ask|call|email|mail|ping|reach|come|report|provide|' +
  'supply|extend|renew|sign|pay|credit|refund|discount|include|train|run|test|pilot|start|finish|complete|close|handle|' +
  'take|own|lead|drive|work|investigate|analy[sz]e|document|publish|post|upload|present|push|try|collect|gather|compile|' +
  'transfer|hand|switch|enable|disable|activate|grant|configure|integrate|install|resolve|answer|respond|reply|return|' +
  'process|submit|request|order|hire|assign|nominate|name|join|attend|visit|host|plan|block|reserve|keep|do|' +
  'chase|clarify|verify|approve|cancel|stop|commit|cover|absorb|honou?r|match|lock|hold|pass|forward|issue|propose';

/** Cues of spoken business English. */
export const ENGLISH_CUES: Cues = {
  decision: anyOf(
    String.raw`
      we(?:'ve| have)?(?: both| all| now| just| already| finally)* (?:agreed?|decided|settled|chose|chosen|picked|opted|concluded)
      (?:it'?s|that'?s|that is|it is|then it'?s|consider it) (?:agreed|decided|settled|a deal|final|done deal|approved|confirmed)
      let'?s (?:go (?:with|ahead|for)|lock|settle|agree|stick|move (?:ahead|forward|the|it|to)|proceed|do (?:it|that|the)|keep|drop|postpone|push|make it|call it|start with|sign|plan on|set)
      we(?:'ll| will|'re going to| are going to|'re gonna) (?:go (?:with|ahead|for|live)|proceed|stick with|renew|not renew|expand|drop|postpone|cancel|stay with|sign|keep|extend|downgrade|upgrade|pause|adopt|standardi[sz]e|roll (?:it )?out|move (?:ahead|forward|to|from))
      (?:the )?decision (?:is|was|stands)
      (?:has|have|had|been|was|were|is|are|got|gets) (?:been )?(?:approved|signed off|decided|agreed|confirmed|green-?lit|settled)
      (?:sign(?:ed)?[ -]?off on|approved) (?:the|it|this|that|your|our|a)\b
      agreed[,:. -]
      agree (?:on|to)\b
      you have a deal
      we have a deal
      i'?m (?:happy|fine|okay|good) to (?:approve|sign|go|proceed|commit)
      (?:we are|we're|i'm|i am) going with
      final answer
    `,
    OPEN_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      \b(?:if|unless|whether|until|before|once|when) (?:we|you|they|it|the|i|he|she|our|that)\b[^.]{0,60}\b(?:decid|agree|approv|sign|settl|confirm)
      \b(?:not|never|n't|n’t|yet to|have to|need to|needs to|should|could|might|may|can|to be|would|must|like to|want to|hope to|trying to) (?:yet |really |quite |fully |even |have |be |been )*(?:decid|agree|approv|sign|settl|confirm)
      \b(?:aim|goal|purpose|point|idea|hope)\b[^.]{0,30}\bto (?:agree|decide|settle|approve)
      \b(?:totally|completely|absolutely|fully|i|would) agree(?! to)\b
      no decision
      agreement on file
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to| are going to|'m gonna|'re gonna|'d be happy to| can also| promise to| promise you| commit to| agree to| undertake to)(?: (?:also|then|just|make sure (?:to|that|we|you|the|it)?|personally|definitely|certainly|both|all|still|have|need to|get|be able to|go and|try to|please|now|immediately|first|at least|quickly))*\s+(?:${ACTION_VERBS}|be (?:sending|sharing|working|adding|in touch))\b
      let me (?:get back|follow up|take that|check with|find out|look into|confirm with|talk to|speak to|speak with|see if|send|set up|write up|bring|loop)
      leave (?:it|that) with me
      i(?:'m| am) (?:the one who|the (?:\w+ )?owner|on it|responsible|accountable|in charge|taking|owning|going to own|handling)
      (?:will be|is going to be|will go|goes|should be|ships?) (?:live|ready|done|fixed|available|deployed|delivered|shipped|out|in your hands|complete|with version \S+)\b[^.]{0,30}\b(?:by|before|on|in|next|this|tomorrow|within|at the end)\b
      give me until
      (?:i|we)(?:'ll| will) (?:\w+ )?\w+ [^.?]{4,90}\b(?:by|before|no later than) (?:the )?(?:end|\d|mon|tues|wednes|thurs|fri|tomorrow|noon|january|february|march|april|may|june|july|august|september|october|november|december|christmas|next|close)
      i (?:send|deliver|prepare|write|book|set up|order|check|call|test|share) (?:you |the |it |them |a |our |your )[^.?]{0,60}\b(?:today|tomorrow|tonight|by|before|this week|next week|on (?:mon|tues|wednes|thurs|fri)\w+)\b
      i own\b
      (?:i|we)(?:'ll| will) (?:have|get) (?:it|that|this|them|the [^.]{2,40}|a [^.]{2,40}|your [^.]{2,40}) (?:ready|done|fixed|to you|over to you|back to you|out|in place|live|sorted)\b
      (?:i|we)(?:'ll| will) (?:go back|have (?:somebody|someone|our|my|the team))
      i owe you
      (?:that'?s|that is|this is) (?:on me|my action|an action for)
      i(?:'ve| have) (?:committed|promised) to
      (?:my|our|one|first|next|second|the|your) (?:action(?: item)?|to-?do|next step|follow-?up|homework) (?:is|for|will|would)
      you(?:'ll| will) (?:have|get|receive|hear|see) [^.]{0,60}(?:by|before|from me|from us|on (?:mon|tues|wednes|thurs|fri)|tomorrow|this week|next week|today|within)
      i can (?:send|share|have|get|commit|do|deliver|promise|set up|bring|introduce)\b[^.]{0,80}\b(?:by|before|tomorrow|today|this (?:week|afternoon|evening|month)|next (?:week|month)|on (?:mon|tues|wednes|thurs|fri)|within|end of)
    `,
    OPEN_BORDERS,
  ),
  namedCommitment: new RegExp(
    String.raw`(?<![\p{L}])(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)(?:,? (?:and (?:i|\p{Lu}\p{L}+)|from \p{L}+|on (?:our|your|my) (?:side|team)|in \p{L}+))?(?:(?:'ll| will| is going to| are going to|'s going to| is gonna| has agreed to| agreed to| promised to| has to| needs to)(?: (?:also|then|just|please|personally|both|get to|go and))*\s+(?:${ACTION_VERBS}|be (?:sending|sharing|working|adding|in touch))\b|(?: is|'s|,? who's| will be) (?:the (?:one who|(?:\w+ )?owner)|responsible|accountable|in charge|on point)\b| (?:owns|takes over|will own|will lead|will take over)\b)`,
    'u',
  ),
  notName: new Set(
    (
      'not its i we you he she it they that this there what which who when where how if so and but then because the a an our your my ' +
      'their his her its everyone everybody someone somebody nobody anyone people customers users everything something ' +
      'nothing one each both either all some most more please maybe also just next today tomorrow monday tuesday wednesday ' +
      'thursday friday saturday sunday january february march april may june july august september october november ' +
      'december yes no okay ok well right need want have happy glad ready able easy hard time due thanks going back up way'
    ).split(' '),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      \b(?:usually|normally|typically|always|every (?:day|time|morning)|used to)\b
      ^if [^,]+, (?:then )?we(?:'ll| will) (?:cancel|leave|terminate|switch|drop|stop|walk|look|go)\b
      \byou (?:will|'ll) (?:see|hear) (?:that|in|on|from the)
      \bi(?:'ll| will| am going to|'m going to) (?:just )?(?:be (?:honest|brief|quick|frank|direct|blunt|back in|right back|clear|straight)|say|tell you|admit|start (?:with|by|off)|begin|go first|kick (?:us )?off|stop (?:sharing|there|here)|share my screen|mute|leave you|let you (?:go|all)|miss|see you|talk to you|speak to you|assume|take (?:the first|a (?:look|sip|breath|step back))|give you (?:an example|a (?:bit|quick|sense|flavou?r|second|minute|moment|picture|straight))|repeat|remind|summari[sz]e|recap|read|go through|walk (?:you )?through|come (?:back )?to (?:that|this|it|you)(?: in)? (?:a |later|in a)|hand (?:it |this |that |you )?over|get (?:straight |right )?to the point|keep (?:it|this) (?:short|brief)|take (?:that|it) as|play|not\b|never)
      \bwe(?:'ll| will) (?:see(?! (?:if|to))|be fine|manage|get there|have to see|need to see|come (?:back )?to (?:that|this)|go (?:through|over|around)|start with|talk about (?:that|it|this) (?:in a|later)|have (?:to|a problem|problems|an issue|issues|no choice|trouble)|never|not\b|lose|go (?:elsewhere|somewhere|to (?:a |another|your)|with (?:a |another)))
      \b(?:if|unless|until|whether) (?:i|we|you|they|it|that|nothing|the)[^,.]*$
      \b(?:won't|will not|wouldn't|can't|cannot)\b(?! let| forget| miss| charge| be charged)
      ^(?:if|when) [^,]*$
    `,
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
      lost (?:data|trust|confidence|orders?|customers?|money|revenue|hours|days)
      breach
      delay(?:s|ed)?
      slip(?:s|ped|ping)?
      behind schedule
      too late
      weeks late
      days late
      months late
      miss(?:ed|ing)? (?:the|our|a|your) (?:deadline|date|target|sla|milestone)
      escalat\w+
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
      budget (?:cut|cuts|freeze|is|was|has)
      freeze
      frozen
      cut(?:ting)? (?:costs|budget|the)
      layoffs?
      laid off
      reorgani[sz]\w+
      merger
      leaving
      is leaving
      has left
      left the company
      last day
      resign\w*
      stepping down
      moving on
      replace(?:d|ment)?
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
      deadline
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
      solved
      happy to
      problem solved
      trust (?:you|me) (?:had|have|on that)
    `,
    PLAIN_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:can|could|would|will) you (?:please |also |maybe |just |at least |guys |both |all )*(?:\w+)
      we(?:'d| would) (?:like|love|want|need|appreciate|expect|prefer)
      we (?:really |also |just |do |still |absolutely |urgently |now )*(?:need|want|require|expect|request|ask|insist)\b
      i(?:'d| would) (?:like|love|need|want|appreciate|expect)
      i (?:really |also |just |do |still |urgently )*(?:need|want|require|expect)\b
      please (?:send|share|make|let|give|get|provide|include|add|confirm|check|fix|prepare|extend|put|keep)
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
      we're asking
      looking for (?:a|an|some|at least)
    `,
    PLAIN_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      (?:can|could|would|will) you (?:just |please |quickly |maybe )*(?:walk|tell|remind|say|explain|show|repeat|imagine|share your screen|introduce|give (?:me|us) (?:a (?:sense|feel|quick)|an example))
      like to blame
      blame somebody
      can you (?:hear|see)
      could you hear
      do you see
      would you (?:say|agree)
      can you (?:believe|imagine)
      need to (?:be honest|say|jump|drop|go|leave|run|think|talk about)
      want to (?:say|thank|make sure (?:you|i|we)|be (?:clear|honest|fair|careful|transparent)|start|go|talk|understand|ask|add|flag|mention|hear|walk)
      like to (?:say|thank|start|hear|talk|go|understand|know how|begin|welcome)
      i (?:just )?want(?:ed)? to\b
      i(?:'d| would) (?:like|love) to (?:say|thank|start|hear|talk|walk|show|go|begin)
      would you like
      do you (?:want|need)
      if you (?:want|need|like)
      whatever you (?:need|want)
    `,
    PLAIN_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:(?:yeah|yes|yep|okay|ok|oh|well|so|great|good)[,.]? )?(?:sure|yes|yep|absolutely|of course|definitely|certainly|will do|we will|i will|i can do that|we can do that|i can|happy to|no problem|consider it done|done|you got it|makes sense,? (?:i|we)|fair enough,? (?:i|we)|okay,? (?:i|we)(?:'ll| will| can)|i'll|we'll)\b
    `,
  ),
  leaning: anyOf(
    String.raw`
      \b(?:i|we)(?:'ll| will| can) (?:also |then |definitely |certainly |just |gladly )*(?:do|take care of|handle|get on|see to|look into|arrange|take|own|send|get|share|make sure of|make) (?:that|it|this|so|them|those|one)\b
      ^(?:sure|yes|absolutely|of course|okay|ok|yeah)?[,. ]*(?:will do|i will|we will|consider it done|leave (?:it|that) with me)\b
    `,
  ),
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
      \b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|may (?:\d|the)|(?:of|in|by|until|before|since) may|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|today|tonight|next (?:week|month|quarter|year|spring|summer|fall|autumn|winter)|this (?:week|month|quarter|year|friday)|end of (?:the )?(?:day|week|month|quarter|year)|q[1-4]|first quarter|second quarter|third quarter|fourth quarter|(?:in|within) (?:\w+ ){1,2}(?:days|weeks|months)|20[2-4]\d|the \d{1,2}(?:st|nd|rd|th)|deadline)\b
      \b\d{1,2}(?:st|nd|rd|th)\b
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
