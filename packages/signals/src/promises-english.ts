import { anyOf, OPEN_BORDERS } from './any-of.ts';

const ACTION_VERBS =
  'send|share|get|give|write|draft|prepare|set|book|schedule|arrange|organi[sz]e|check|confirm|follow|circle|look|find|' +
  'review|update|fix|ship|deliver|release|roll|deploy|build|create|make|put|add|remove|move|migrate|escalate|raise|open|' +
  'file|log|bring|involve|loop|introduce|connect|invite|talk|speak|ask|call|email|mail|ping|reach|come|report|provide|' +
  'supply|extend|renew|sign|pay|credit|refund|discount|include|train|run|test|pilot|start|finish|complete|close|handle|' +
  'take|own|lead|drive|work|investigate|analy[sz]e|document|publish|post|upload|present|push|try|collect|gather|compile|' +
  'transfer|hand|switch|enable|disable|activate|grant|configure|integrate|install|resolve|answer|respond|reply|return|' +
  'process|submit|request|order|hire|assign|nominate|name|join|attend|visit|host|plan|block|reserve|keep|do|' +
  'chase|clarify|verify|approve|cancel|stop|commit|cover|absorb|honou?r|match|lock|hold|pass|forward|issue|propose';

/** Verbs after which even "we'll …" names a thing to be handed over or done, whatever else the sentence says. */
const DELIVERY_VERBS =
  'let you know|figure|sort|send|share|write|draft|prepare|schedule|arrange|organi[sz]e|confirm|follow|circle|review|update|fix|ship|deliver|release|' +
  'deploy|escalate|introduce|invite|call|email|mail|ping|report|provide|supply|extend|renew|sign|pay|credit|refund|discount|' +
  'investigate|analy[sz]e|document|publish|post|upload|compile|transfer|enable|disable|activate|grant|configure|integrate|' +
  'reissue|resend|redo|rerun|replace|reimburse|rebuild|reinstate|reprint|retest|recalculate|courier|' +
  'install|resolve|respond|reply|process|submit|order|hire|assign|nominate|reserve|chase|clarify|verify|cancel|commit|cover|' +
  'absorb|honou?r|match|waive|forward|issue|propose|make (?:it|that|this) happen';

/** Verbs of bearing a cost: "we'd cover it" binds as "we'll cover it" does. */
const COVER_VERBS = 'cover|pay for|absorb|waive|refund|credit';

/** What may stand between "I'll" and the verb. */
const ADVERBS =
  '(?: (?:also|then|personally|definitely|certainly|probably|maybe|still|actually|both|all|please|now|immediately|first|' +
  'at least|quickly|gladly|happily|try to|try and|make sure (?:to|that|we|you|the|it)?|have to|need to|get|be able to|go and|' +
  'go ahead and))*';

/** Verbs of being, thinking, saying and staying: "I'll be there", "I'll say", "I'll know" promise nothing to be done. */
const NO_ACTION =
  'also|be|been|just|anyway|too|say|tell (?:you(?! later| tomorrow| when)|me|us)|help[.!]?$|try(?: to)?[.!]?$|bet|know|think(?! about| through| over)|stay|leave|return|have|need|end|never|not|always|usually|tend|' +
  'feel|guess|assume|admit|like|love|enjoy|want|hear|see|find(?! out)|remember(?! to)|forget|miss|note (?:that|it|this)|come back(?! to (?:you|them) (?:by|with|on|next|tomorrow|this|before))|hold (?:you|him|her|them)|become|believe|agree|' +
  'keep(?! you| them| him| her| everyone| informed| working| trying| looking| pushing)|go(?! to| get| and| down)|laugh|start|begin|stick|wait|sit|speak|show|or|and|' +
  "to|the|a|an|so|it|i|i'll|we|only|as|in|is|what|choose";

/** After these words the future is told, asked or supposed, not promised ("what I'll do is…", "when I'll have…"). */
const TOLD =
  '(?<!\\b(?:if|when|whenever|that|what|how|where|why|whether|until|unless|because|like|say|says|saying|which|who|think|' +
  'thought|sometimes|maybe|perhaps|hopefully|as|than|once|before|after) )';

/** Says to whom or until when: makes a promise even of the commonest verbs. */
const TO_OR_UNTIL =
  '[^.?]*\\b(?:you|your|by|before|tomorrow|today|tonight|(?:next|this) (?:week|month)|(?:mon|tues|wednes|thurs|fri)day)\\b';

const DELIVERY = String.raw`(?:(?:${DELIVERY_VERBS}|be (?:sending|sharing|adding|in touch))\b)`;
const CONCRETE = String.raw`(?:${DELIVERY}|(?:${ACTION_VERBS})\b${TO_OR_UNTIL})`;
const OFFER =
  "(?:(?:'d| would) be (?:happy|glad) to|(?:'m| am|'re| are) (?:happy|glad) to| promise to| promise you| commit to| agree to| undertake to)";
const FUTURE = "(?:'ll| will| shall)";
const PLAN = "(?:'m going to| am going to|'m gonna|'re going to| are going to|'re gonna)";
const UNFINISHED = '(?!(?:.*\\b)?(?:a|an|the|to|of|for|with|and|or|but|in|on|at|just|by|be|because|so|if)$)';

const PROMISE_OF_ONE = String.raw`${TOLD}\bi${FUTURE}${ADVERBS} ${UNFINISHED}(?!(?:${NO_ACTION})\b)\p{L}{2,}`;
const PROMISE_OF_MANY = String.raw`${TOLD}\b(?:(?:we${FUTURE}|(?:i|we)${OFFER}|i${FUTURE} just)${ADVERBS} ${CONCRETE}|(?:i|we)${PLAN}${ADVERBS} ${DELIVERY}|i${PLAN}${ADVERBS} (?!(?:${NO_ACTION})\b)\p{L}{2,}\b${TO_OR_UNTIL}|(?:i|we)(?:'d| would) (?:${COVER_VERBS}) (?:it|that|this|them|the)\b)`;

/** Somebody says what they, or those they speak for, will do after the meeting. */
export const ENGLISH_COMMITMENT = anyOf(
  String.raw`
      ${PROMISE_OF_ONE}
      ${PROMISE_OF_MANY}
      let me (?:get back|come back to (?:you|them)|follow up|take that|check (?:with|(?:that|this|it) (?:and|with))|find out|look into|confirm with|talk to|speak to|speak with|ask (?:her|him|them|our|my)|see (?:if|whether)|send|set up|write up|bring|loop)
      leave (?:it|that) with me
      i(?:'m| am) (?:the one who|the (?:\w+ )?owner|on it|responsible|accountable|in charge|taking (?:that|this|it)(?: on)?[.!,]|owning|going to own|handling)
      (?:will be|is going to be|will go|goes|should be|ships?) (?:live|ready|done(?! with)|fixed|available|deployed|delivered|shipped|out|in your hands|complete|with version \S+)\b[^.]{0,30}\b(?:by|before|on (?:the|mon|tues|wednes|thurs|fri|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|in (?:an?|one|two|three|\d+|a few) (?:hour|day|week|month)|next|this|tomorrow|within|at the end)\b
      (?:i|we)(?:'ll| will) have (?:a|an|the|your|our) [^.?]{2,50} for you\b
      (?:lands?|arrives?) in your (?:inbox|hands)\b
      (?:i|we)(?:'m| am|'re| are) happy to (?:set|sort|write|work|pick|pull|put) (?:that|it|this|those|them)\b
      i can (?:pull|grab|check|write|prepare|ask|call|fix|test|run|look)\b[^.]{0,60}\b(?:tonight|tomorrow|today|this (?:afternoon|evening|week)|right after|by (?:mon|tues|wednes|thurs|fri)\w+)\b
      we(?:'ll| will) (?:hold|keep|freeze) (?:the|your|that|this) (?:price|rate|offer|quote|seats?|slot)\b
      let me put (?:something|a \w+|an \w+|it|that|this) (?:together|on paper|in writing|into an e-?mail)\b
      give me (?:until|till|(?:two|three|four|five|a few|a couple of) (?:days|weeks)|a (?:day|week)(?! or two))\b
      \b(?:my|our) (?:\w+ ){1,3}?(?:keeps an eye|reports? back|gets? back|looks? (?:at|into)|checks?|sends?|prepares?|calls?|sorts?|fixes|writes?|delivers?)\b[^.?]{0,70}\b(?:today|tomorrow|tonight|by|before|next week|this week|on (?:mon|tues|wednes|thurs|fri)\w+)\b
      \b(?:my|our) (?:\w+ )?(?:team|people|colleagues?|engineers?|developers?|support|finance|legal)(?:'ll| will) (?:also |then )?(?:${ACTION_VERBS})\b
      (?:then|so) (?:my|our) (?:\w+ )?(?:team|people|colleagues?|engineers?|developers?|support|finance|legal) (?:prepare|send|check|fix|write|set up|build|handle|look at|test|draft|call|order)s?\b
      (?:he|she|they)(?:'ll| will) (?:have|get) (?:it|them|that|this|the \w+)\b[^.?]{0,30}\b(?:by|tomorrow|today|tonight|this week|on (?:mon|tues|wednes|thurs|fri)\w+)\b
      there(?:'s| is) an? (?:\w+ )?(?:patch|fix|release|update) coming (?:on|in|by|next|this|tomorrow)
      i can ask (?:for|where|when|whether|if|them|him|her|our|the|my)
      i have to find (?:somebody|someone)\b
      we(?:'ll| will) (?:join|host|be on site|run (?:one|two|three|four|five|six|\d+)|do (?:a|an|the) (?:weekly|monthly|daily|quarterly|regular))\b
      i(?:'ll| will) be there
      i(?:'d| would) bring (?!up|it up|that up)
      i(?:'m| am) taking [^.?]{2,60} (?:away|over|off)\b
      i send you (?:the|a|an|our|my|it)\b
      (?:i|we)(?:'ll| will) (?!be |have )(?:\w+ )?\w+ [^.?]{4,90}\b(?:by|before|no later than) (?:the )?(?:end|\d|mon|tues|wednes|thurs|fri|tomorrow|noon|january|february|march|april|may|june|july|august|september|october|november|december|christmas|next|close)
      i (?:send|deliver|prepare|write|book|set up|order|check|call|test|share|raise|draft|forward|chase|file|post|fix|change|update|push|move|ask|ring|arrange|print|sign) (?:you |the |it |them |that |this |him |her |a |our |your )[^.?]{0,60}\b(?:today|tomorrow|tonight|by|before|this week|next week|this (?:afternoon|evening)|on (?:mon|tues|wednes|thurs|fri)\w+)\b
      ^i own (?:the|that|this)\b
      (?:i|we)(?:'ll| will) (?:have|get) (?:it|that|this|them|the [^.]{2,40}|a [^.]{2,40}|your [^.]{2,40}) (?:ready|done|fixed|to you|over to you|back to you|out|in place|live|sorted)\b
      (?:i|we)(?:'ll| will) (?:go back|have (?:somebody|someone|our|my|the team))
      (?:i|we)(?:'ll| will) have (?:it|him|her|them|this|that|these|those|(?:the|this|that|these|those|your|our|a|an)(?: \w+){1,3}) (?:\w+ed|sent|done|made|built|(?:re)?written|redone|drawn up|taken (?:out|off|down)|cut|struck|set up|paid|brought (?:in|over)|put (?:in|on|back|up))\b
      i(?:'d| would) (?!(?:${NO_ACTION}|prefer|suggest|expect|appreciate|rather)\b)\w+ [^.?]{2,80}\bby\b[^.?]{0,20}\b(?:the \w+(?:th|st|nd|rd)|mon|tues|wednes|thurs|fri|tomorrow|the end|next|end of)
      (?:i|we)(?:'ll| will) have \p{L}+(?: from \p{L}+)? (?:look|check|call|send|join|review|reach|contact|get|take|write|prepare|follow|set|come|fix|test|close|confirm)\b
      (?:i|we)(?:'ll| will) have [^.?]{2,60} to you (?:by|before|tomorrow|today|on)\b
      let me take (?:it|this|that|them|the|your) [^.?]{0,40}\bto\b
      i owe you
      ^(?:an? |the |your )?(?:answer|reply|quote|report|draft|offer|contract|figures|numbers|list) (?:(?:comes|follows|goes out) )?(?:by|on|tomorrow|tonight|today|next (?:week|(?:mon|tues|wednes|thurs|fri)day)|this (?:week|afternoon|evening))\b
      i(?:'ll| will) have a (?:word|look|chat|think|dig|go)\b
      ^(?:and |so |but )?if you [^,]+, (?:i|we) (?:can|could) (?:also )?(?:${ACTION_VERBS})\b
      i(?:'ll| will) (?:see if (?:i|we) can|sit down with|get (?:on to|onto|hold of))\b
      i(?:'m| am) (?!(?:${NO_ACTION})\b)\p{L}+ing (?:you|it|this|that|them|him|her|the|a|an) [^.?]{0,60}\b(?:now|today|tonight|right away|straight away|as we speak|tomorrow)(?=[.!,]|$)
      (?:they|it|that|everything|all of (?:it|them))(?:'ll| will) be [^.?]{2,40}\b(?:by|before) (?:the|mon|tues|wednes|thurs|fri|tomorrow|noon|end|next)
      let me (?:bump|raise|chase|fix|sort|update|forward|change|book|arrange|dig|run (?:it|that|this) (?:by|past)|put (?:you|that|it|this) (?:in|on|down|through))\b
      (?:that'?s|that is|this is) (?:on me|my action|an action for)
      i(?:'ve| have) (?:committed|promised) to
      (?:my|our|one|first|next|second|the|your) (?:action(?: item)?|to-?do|next step|follow-?up|homework) (?:is|for|will)
      you(?:'ll| will) (?:have|get|receive|hear|see) [^.]{0,60}(?:by|before|from me|from us|(?:on )?(?:mon|tues|wednes|thurs|fri)day|tomorrow|this (?:week|morning|afternoon|evening)|next week|today|tonight|within|as soon as|once we|once i)
      i can (?:send|share|have|get|commit|do|deliver|promise|set up|bring|introduce)\b[^.]{0,80}\b(?:by|before|tomorrow|today|this (?:week|afternoon|evening|month)|next (?:week|month)|on (?:mon|tues|wednes|thurs|fri)|within|end of)
    `,
  OPEN_BORDERS,
);

/** A named person will do or owns something: group `name`. */
export const ENGLISH_NAMED_COMMITMENT = new RegExp(
  String.raw`(?<![\p{L}])(?:(?:I|We)(?:'d| would) like (?<given>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) to (?:${ACTION_VERBS})\b|(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?)(?:, (?:s?he|they)(?='ll| will)|,? (?:and (?:i|\p{Lu}\p{L}+)|from \p{L}+|on (?:our|your|my) (?:side|team)|in \p{L}+))?(?:(?:'ll| will| is going to| are going to|'s going to| is gonna| has agreed to| agreed to| promised to)(?: (?:also|then|just|please|personally|both|get to|go and))*\s+(?:${ACTION_VERBS}|be (?:sending|sharing|working|adding|in touch))\b|(?: is|'s|,? who's| will be) (?:the (?:one who|(?:\w+ )?owner)|responsible|accountable|in charge|on point)\b| (?:sends|mails|e-?mails|brings|gets|forwards) (?:you|it|them|that|those|this|these|the \p{L}+ (?:to|over))(?!\p{L})| (?:owns|takes over|will own|will lead|will take over)\b))`,
  'u',
);

/** Promises about the meeting itself, suppositions and mere turns of speech. */
export const ENGLISH_NOT_COMMITMENT = anyOf(
  String.raw`
      \?\s*$
      \bowns? [^.]{0,30}(?:percent|per cent|%|shares?|stake|company)
      \b(?:hang|hold) on\b
      \bmak(?:e|ing) (?:a |some )?(?:noise|fuss|scene|trouble)\b
      \b(?:usually|normally|typically|always|every (?:day|time|morning)|used to)\b
      ^if [^,]+, (?:then )?we(?:'ll| will) (?:cancel|leave|terminate|switch|drop|stop|walk|look|go)\b
      \byou (?:will|'ll) (?:see|hear) (?:that|in|on|from the)
      \bi(?:'ll| will| am going to|'m going to) (?:just )?(?:cut to the chase|be (?:honest|brief|quick|frank|direct|blunt|back in|right back|clear|straight)|say|tell you|admit|start (?:with|by|off)|begin|go first|kick (?:us )?off|stop (?:sharing|there|here)|share my screen|mute|leave you|let you (?:go|all)|miss|see you|(?:talk|speak) to you (?:soon|later|then|next)|assume|take (?:the first|a (?:sip|breath|step back))|give you (?:an example|a (?:bit|quick|sense|flavou?r|second|minute|moment|picture|straight))|repeat|remind|summari[sz]e|recap|read (?:it |that |this |you )?(?:out|aloud|the (?:first|last))|go through|walk (?:you )?through|come (?:back )?to (?:that|this|it|you)(?: in)? (?:a |later|in a)|hand (?:it |this |that |you )?over|get (?:straight |right )?to (?:the point|it)|keep (?:it|this) (?:short|brief)|take (?:that|it) as|put (?:it|that|this) (?:last|first)|play|not\b|never)
      \bwe(?:'ll| will) (?:see(?! (?:if|to))|be fine|manage|get there|have to see|need to see|come (?:back )?to (?:that|this)|go (?:through|over|around)|start with|talk about (?:that|it|this) (?:in a|later)|have (?:to|a problem|problems|an issue|issues|no choice|trouble)|never|not\b|lose|go (?:elsewhere|somewhere|to (?:a |another|your)|with (?:a |another)))
      (?<!\b(?:ask|check|confirm|clarify|verify|find out|know|see)(?: \p{L}+){0,2} )\b(?:if|whether) (?:i|we|you|they|it|that|nothing|the)[^,.]*$
      \b(?:unless|until) (?:i|we|you|they|it|that|nothing|the(?! end))[^,.]*$
      \b(?:won't|will not|wouldn't|can't|cannot)\b(?! let| forget| miss| charge| be charged)
      ^if [^,]*$
      ^if [^,]*(?:n't|\bnot|\bno|\bstill)\b[^,]*, (?:then )?(?:we|they|it)\b
      ^when (?![^,]*\bi(?:'ll| will))[^,]*$
      \b(?:if|whether|imagine|let's say|says?|saying|like)\b[^,.;]*\b(?:i|we)(?:'ll| will|'re going to)
    `,
);
