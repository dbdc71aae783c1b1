import type { Language } from '../../src/web/ui/language.ts';

/** What says that something is the reader's, or that they did it. */
const aboutReader: Readonly<Record<Language, RegExp>> = {
  da: /(?<!\p{L})(?:[Dd]u|[Dd]ig|[Dd]in|[Dd]it|[Dd]ine|[Jj]eg|[Mm]ig|[Mm]in|[Mm]it(?!\.gaeldst)|[Mm]ine|I hver især)(?!\p{L})/u,
  en: /(?<!\p{L})(?:[Yy]ou|[Yy]ours?|[Yy]ourself|I|[Mm]e|[Mm]y|[Mm]ine)(?!\p{L})/u,
};

/** What is truly said to who acts for another: what they see, choose, write, pay and sign here, and whom they call. */
const trulySaid: Readonly<Record<Language, readonly RegExp[]>> = {
  da: [
    // What they can do, and cannot, on the page; what is wished or asked for is theirs.
    /\bdu kan(?! (?:ikke )?længere| blive ved| være på)/giu,
    /\bkan du (?:altid|kun se|gå|gøre|følge|hente|ikke (?:aftale|betale (?:det )?her|hente|lave)|klage|lave|også|skrive|se|trække|være uenig)/giu,
    /\bresten kan du betale, når/giu,
    /\b(?:vil du|du vil)\b(?! skulle)/giu,
    /\bdu må gerne betale noget af det/giu,
    /\bhvis du (?:ikke (?:kan|gør noget)|mener)/giu,
    /\bhar du (?:brug for|mere at sige|spørgsmål|ikke sendt|været)/giu,
    /\bdu (?:har mere at sige|har gjort|har valgt|valgte(?! sidst)|får den hel)/giu,
    /\b(?:er du|du er|du være) uenig/giu,
    /\b(?:før|siden|mens|som|da|når) du (?:betaler|går|har gjort|ser|skrev|skriver|sendte|så|er logget)(?! (?:hver|lidt))/giu,
    /\bdu (?:ser (?:hele|oplysninger)|skriver kortets|siger, at|betaler noget, |handler som|skrev, er her|lader?)|\blader du\b|\b(?:ser|skriver) du (?:hvad|under)|, du skriver\b|\bdet, du (?:valgte|ville)/giu,
    /\bdu (?:er|var|bliver) (?:også )?logget|\bblev du ikke færdig|\bhavde du valgt|\bskal du (?:logge|vælge)|\bkommer du tilbage|\bbetaler du hertil|\bstopper du (?:den|aftalen)|\bhvordan du svarer/giu,
    /\bdin (?:tekst|besked|egen bank)|\bi din bank\. Så kan vi se|\bbeløbet i din bank|\bdine egne ord|\bplads til dine\b|\bkoster dig ikke noget at betale/giu,
    /\bdu betaler(?= hvordan| [\d.]+,\d\d kr\.|$)|\bher ser du, hvad (?!du)|\bså kan vi se, hvad du betaler|\b(?:før du (?:har skrevet under|stopper)|hvis du stopper aftalen)/giu,
    /\bgiv mig mere tid|\bjeg vil ikke alligevel|\bjeg er logget på igen|\bjeg er uenig i noget, (?!jeg)|\bjeg har læst det, og (?!jeg)|hvis du har læst det, og (?!jeg)/giu,
    /\b[Ee]r du der stadig|\bdig selv(?= \p{Lu})|\b[Vv]is min side til en medarbejder/gu,
    // The words that are signed, where it says who they are.
    /\bjeg (?:skriver under|skylder \{|betaler \{)|\bstår jeg, er det/giu,
    // Never said to who acts for another.
    /er du under 18 år, skal dine forældre være med til at lave en aftale|har du en værge, skal din værge/giu,
  ],
  en: [
    /\byou can(?:not)?(?! no longer pay| go on)\b/giu,
    /\b(?:do|would) you (?:not )?(?:want|need|have questions|disagree)\b/giu,
    /\b(?:if|that|things?|what|how|as|can) you (?:would )?(?:cannot|do nothing|had chosen|have more to say|have not sent|like|did not finish|want|disagree|could disagree|think|write)\b/giu,
    /\b(?:before|since|while|when|as) you (?:continue|pay|see|saw|sign|stop|type|wrote|act|are signed|sent|look|choose)\b/giu,
    /\byou (?:choose|chose|see(?! each)|sign|act|also see|write the number|pay on a page|come back|have chosen|have done)\b/giu,
    /\byou (?:pay something|say) that (?!you)|\bif you pay (?:here|it, use)|\bif you have \{phone\}|\b(?:even )?if you stop (?:it|the agreement)|\bif you are writing|\bif you need help with it|\byou (?:are|were|will be|must) (?:also )?(?:still be )?(?:signed (?:in|out)|sign in|choose)|\byou need not wait for more|\byou get all of it or nothing|\ball you want to say|\bbefore you have signed|\bthank you\b|\bwe note that you did|\bwhat you are paying|\byou pay(?= how| \S*\d|$)|\bcosts you nothing to pay|\byou may pay a part/giu,
    /\bwhat you wrote is still here|\byour message(?=\.| has|$)|\byour (?:text|own bank|own words)\b|\bamount in your bank|\broom for yours\b/giu,
    /\b[Gg]ive me more time|\bI do not want to after all|\bI have signed in again|\bI disagree with something that (?!I\b)|\bI have read it, and (?!I\b)|\bif you have read it and (?!you|owe)/gu,
    /\bare you still there|\byourself(?= \p{Lu})|\bshow my page to a member of staff/giu,
    // The words that are signed, where it says who they are.
    /\bI (?:sign|owe \{|pay \{)|\bsays I, it is/gu,
    // Never said to who acts for another.
    /if you are under 18, your parents must help to make an agreement|if you have a guardian, your guardian must/giu,
  ],
};

/** The sentences of a page, or of a text, that tell who acts for another of that one's debts, money, letters or doings as if they were their own. */
export function toldAsTheirOwn(words: string, language: Language): string[] {
  const rest = trulySaid[language].reduce((left, said) => left.replaceAll(said, '·'), words);
  return rest.split(/(?<=[.?!:])\s+/).filter((sentence) => aboutReader[language].test(sentence));
}
