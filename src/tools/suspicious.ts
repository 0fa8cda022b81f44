/** The table: text in logs and documents that reads like an instruction to a model: it stays data, and is shown to people as what it is. */
import { table } from './table.ts';
import { hiddenIn, readings } from './unveil.ts';

/** What is looked for in a text in small letters, and what it is told as. */
interface Sign {
  readonly why: string;
  readonly pattern: RegExp;
}

const TOOLS = [...Object.keys(table), 'submit_findings', 'read_result'].join('|');
/** Tools that no log and no runbook has a reason to name. */
const CHANGERS = 'mark_run|forget_run|keep_agent_run|submit_findings';
const READER =
  '(?:ai|a\\.i\\.|llm|ais|llms|language models?|assistants?|chat ?bots?|copilot|claude|gpt|chatgpt|gemini|investigator|(?:ai|coding) agents?)';
const PERSON = '(?:user|engineer|operator|developer|human|reader|admin(?:istrator)?|on-?call)';
const SECRETS =
  '(?:secrets?|passwords?|credentials?|tokens?|api keys?|private keys?|keys|env(?:ironment)?(?: variables?)?|logs?|conversation|findings|prompts?|everything)';

const signs: readonly Sign[] = [
  {
    why: 'tells to disregard instructions',
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|don't follow|do not follow|stop following|pay no attention to)\b[^.]{0,40}\b(?:instructions?|prompts?|rules?|directions?|directives?|guidelines?|guardrails?|polic(?:y|ies)|you (?:were|have been) told|(?:told|said|written) (?:before|above|so far))/,
  },
  {
    why: 'tells to disregard what came before',
    pattern:
      /\b(?:ignore|disregard|forget)\b (?:all|any|everything|anything)?\s?(?:of )?(?:the |that )?(?:above|before|previous|prior|you know|so far)\b(?! (?:value|version|error|warning|state|run|result|build|file))/,
  },
  {
    why: 'says the same in another language',
    pattern:
      /ignorier\w* [^.]{0,30}anweisung|vergiss [^.]{0,30}anweisung|(?:ignore|oublie)[rz]? [^.]{0,30}instructions? (?:pr[eé]c[eé]dente|ant[eé]rieure)|(?:ignora|olvida)\w* [^.]{0,30}instrucciones|ignor[ea]\w* [^.]{0,30}instru[cç][oõ]es|ignora\w* [^.]{0,30}istruzioni|negeer [^.]{0,30}instructies|zignoruj [^.]{0,30}(?:instrukcje|polecenia)|(?:игнориру|проигнориру|забуд|ігнору)\S* [^.]{0,30}(?:инструкц|указани|інструкц|вказівк)|(?:önceki|tüm) [^.]{0,20}talimat\S* (?:yok say|unut|görmezden)|تجاهل [^.]{0,30}(?:التعليمات|الأوامر)|निर्देश\S* [^.]{0,12}(?:अनदेखा|नज़रअंदाज़)|(?:忽略|无视|無視|忘记)[^。]{0,12}(?:指令|指示|提示|命令|说明)|(?:指示|命令|プロンプト)を?[^。]{0,6}無視|(?:지시|명령|지침)[^.]{0,8}무시/,
  },
  {
    why: 'speaks in the role of a model or its maker',
    pattern:
      /<\|?\/?(?:system|assistant|im[ _](?:start|end)|endoftext|start[ _]header[ _]id|begin[ _]of[ _]text)\|?>|\[\/?inst\]|<<\/?sys>>|^(?:[^a-z]{0,40}|.{0,100}[\])|:-] )(?:assistant|### ?(?:system|instruction|assistant)s?) ?:|\b(?:end|begin|start|new) (?:of )?(?:the )?(?:system|assistant|developer) (?:prompt|message|instructions?)\b/,
  },
  {
    why: 'claims to be a system message',
    pattern:
      /\b(?:system|developer|admin)(?: (?:message|notice|note|override|instruction|directive))? ?:\s?(?:you (?:are|must|will|should|now)|ignore|from now on|new |the (?:assistant|model|ai)|important|call |always |never )/,
  },
  {
    why: 'asks for the system prompt',
    pattern:
      /\b(?:your|the) (?:system|initial|hidden|original) (?:prompt|instructions)\b|\b(?:reveal|print|repeat|show|output|ignore|override|leak|dump|quote)\b.{0,30}\bsystem prompt\b|\bsystem prompt (?:above|is|says)\b/,
  },
  {
    why: 'gives new instructions',
    pattern:
      /\b(?:new|updated|additional|real|actual|revised|secret|following) (?:instructions?|task|objective|orders)(?: (?:for|to) (?:you|the \w+))? ?:|\byour (?:new|real|actual|only) (?:task|goal|job|objective|role|instructions?)\b|\bfrom now on,? (?:you|answer|respond|always|only)\b/,
  },
  {
    why: 'speaks to a model',
    pattern: new RegExp(
      `\\b(?:dear|hey|hello|hi|attention|attn|note|message|memo|instructions?|reminder|important)(?: |[,:] ?| ?(?:to|for) )(?:(?:the|all|any|every) )?(?<!message |note )${READER}\\b|\\b(?:to|for) (?:the |any |all )?${READER} (?:reading|analy[sz]ing|investigating|processing|that reads?|who reads?)|\\b(?:if you are|as) an? ${READER}\\b|\\byou are (?:now )?(?:an?|the|in) (?:\\w+ ){0,3}(?:${READER}|(?:developer|debug|god|dan|admin|maintenance) mode)\\b|\\b${READER} ?[,:] ?(?:please|you|do|call|run|mark|ignore|report|conclude|say|set|stop|open|use|tell|treat|when)\\b|\\b${READER} (?:must|should|shall|needs? to|has to|have to|is (?:required|instructed|asked) to)\\b`,
    ),
  },
  {
    why: 'looks like a call of a tool',
    pattern: new RegExp(
      `</?(?:tool[ _]?calls?|tool[ _]?use|function[ _]?calls?|invoke|antml:\\w+)(?: name ?=[^>]{0,80})? ?>|"(?:tool|function|name|recipient)" ?: ?"(?:functions\\.)?(?:${TOOLS})"|\\b(?:${TOOLS}) ?\\(|\\b(?:${CHANGERS})\\b`,
    ),
  },
  {
    why: 'holds a picture or link that would carry data away',
    pattern:
      /!\[[^\]]{0,200}\]\(\s?(?:https?:)?\/\/[^)\s]{0,300}(?:\?[^)\s]*=|[{<$])|\]\((?:https?:)?\/\/[^)\s]{0,300}[?&=/][^)\s]{0,60}(?:[{<$]|secret|token|password|data=|leak|exfil)|<img\b[^>]{0,200}src ?=|\]\((?:command|javascript|vscode|data):/,
  },
  {
    why: 'asks to send or reveal data',
    pattern: new RegExp(
      `(?<!\\b(?:to|not|could|cannot|can't|will|would|failed|unable|and) )\\b(?:send|post|upload|forward|exfiltrate|leak|e-?mail|submit|transmit|append|encode)\\b(?: \\S+){0,8}? ${SECRETS}\\b.{0,80}\\b(?:to|into|as|in)\\b.{0,40}(?:https?://|@|webhook|url|link|query|address|image)|\\b(?:reveal|print out|repeat|disclose|dump|recite|list|include|quote|output) (?:\\S+ ){0,6}(?:passwords?|secrets|credentials|api keys?|tokens|private keys?)\\b(?! (?:and|are|is|was)\\b)`,
    ),
  },
  {
    why: 'tells what to say to a person',
    pattern: new RegExp(
      `\\b(?:tell|ask|instruct|advise|urge|convince|recommend)(?: to)? (?:the |your |all |every )?${PERSON}s? (?:to|that|he|she|they|it|this|there|about|the)\\b`,
    ),
  },
  {
    why: 'tells what to answer',
    pattern:
      /\byour (?:final )?(?:answer|report|summary|conclusion|response|reply|output|findings?|analysis|verdict) (?:must|should|shall|has to|needs to|is|will)\b|(?:^|[.!:;,\])|>-] |[>"'=]|\byou (?:must|should) )(?:respond|answer|reply)(?: \w+)? (?:only|with|exactly)\b|\b(?:add|include|insert|put|mention|copy|repeat)\b.{0,60}\b(?:in|into|to|at the (?:end|top) of) (?:your|the) (?:final )?(?:answer|report|summary|response|reply|findings?|claims?)\b|\b(?:do not|don't|never) (?:mention|report|tell|reveal|investigate|cite|flag|quote|look|read|show|analy[sz]e)\b (?:this|that|the|any|it|other|anything|about|line|error)|\b(?:report|conclude|state|claim|declare|say|submit|write)(?: \w+)? that (?:the|this|no|all|everything|it)\b.{0,60}\b(?:pass(?:ed)?|fine|healthy|success\w*|no (?:failure|error|problem|bug|issue)|green|resolved|root cause|caused by|fault of|because)\b/,
  },
  {
    why: 'tells how to judge the run',
    pattern:
      /(?<!\b(?:to|not|will|would|cannot|could) )\b(?:mark|report|classify|treat|declare|consider|label|count|flag|set|change|close)\b (?:\S+ ){0,4}(?:run|test|tests|build|job|investigation|pipeline|incident|ticket|result|verdict|status|failure|error)\b (?:\S+ ){0,3}(?:as |to |= ?)["'`]?(?:a )?(?:pass(?:ed|ing)?|success\w*|green|ok|no failure|not a failure|resolved|fixed|closed|benign|false positive|known|harmless|flaky|expected|ignored?)\b|\bthe (?:correct|only|right|true|official|approved) (?:root cause|conclusion|verdict|answer|diagnosis|finding|category)\b|\broot cause (?:must|should|shall|has to) be\b/,
  },
  {
    why: 'tells to run a command or open an address',
    pattern:
      /\b(?:you (?:must|should|need to|have to)|must now|immediately) (?:now )?(?:run|execute|paste|open|visit|click|go to|browse|navigate|download|install|fetch|curl|wget|read|delete|remove|disable)\b.{0,80}(?:https?:\/\/|www\.|\$ |sudo|curl|wget|rm -|bash|sh -c|powershell|chmod|pip |npm |kubectl|\/etc\/|~\/|\.ssh|\.env|\.\.\/)|\b(?:please|must|to fix|resolve|paste|execute|tell)\b.{0,60}(?:(?:curl|wget)\b[^|]{0,200}\| ?(?:sudo )?(?:ba|z)?sh\b|rm -rf? [/~]|base64 -d[^|]{0,60}\| ?(?:ba)?sh)|\b(?:open|read|load|fetch|include|cat)\b (?:\S+ ){0,4}(?:\/etc\/(?:passwd|shadow)|~\/\.(?:ssh|aws|netrc|config)|\S*id_rsa\b|(?:\.\.\/){2,}(?:\S*\/)?(?:etc|home|root|\.ssh|\.aws|\.env)\b)/,
  },
  {
    why: 'tries to lift the limits of a model',
    pattern:
      /\bjail ?break|\bdo anything now\b|\bdan mode\b|\b(?:developer|god|unrestricted|debug) mode (?:is )?(?:now )?(?:on|enabled|activated)\b.{0,60}\b(?:you|assistant|model|restrictions?)\b|\bwithout (?:any )?(?:restrictions|guardrails|safety|confirmation from)\b|\byou (?:have|are) (?:full |been |now )*(?:permission|authori[sz]ed|allowed|granted)\b|\b(?:confirmation|approval) (?:is |was )?(?:already )?(?:given|granted|not (?:needed|required))\b/,
  },
];

/** Why a text reads like an instruction to a model; null where it does not. Time in proportion to its length. */
export function suspicionIn(text: string): string | null {
  const hidden = hiddenIn(text);
  const all = readings(text);
  for (const [at, reading] of all.entries()) {
    const found = signs.find(({ pattern }) => pattern.test(reading));
    if (found)
      return at === 0 && !hidden
        ? found.why
        : `${found.why}${hidden ? `, with ${hidden}` : ', written so that it is not seen at once'}`;
  }
  return hidden ? `holds ${hidden}` : null;
}
