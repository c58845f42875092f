import { anyOf, LETTER_BORDERS } from './any-of.ts';
import type { Cues } from './cues.ts';

const MONTHS =
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre';
const DAYS = 'lunes|martes|miércoles|jueves|viernes|sábado|domingo';
const WHEN = `mañana|hoy|esta (?:tarde|mañana|noche|semana)|la (?:semana|quincena) que viene|la próxima semana|el mes que viene|antes de|a más tardar|en cuanto|cuando (?:termine|acabe|salga)|el (?:día )?\\d|para el|después de|luego|enseguida|ahora mismo|(?:${DAYS})`;

/** To whom and what, before the verb or behind its infinitive. */
const TO_WHOM = '(?:se |te |os |le |les |lo |la |los |las |nos )*';
const SELF =
  'mando|mandamos|envío|enviamos|paso(?! (?:a|de|por)(?!\\p{L}))|pasamos(?! (?:a|de|por)(?!\\p{L}))|preparo|preparamos|reviso|revisamos|compruebo|comprobamos|verifico|verificamos|' +
  'llamo|llamamos|escribo|escribimos|pregunto|preguntamos|consulto|consultamos|confirmo|confirmamos|aviso|avisamos|informo|informamos|' +
  'reservo|reservamos|organizo|organizamos|programo|programamos|convoco|convocamos|corrijo|corregimos|arreglo|arreglamos|instalo|instalamos|' +
  'activo|activamos|desactivo|desactivamos|configuro|configuramos|redacto|redactamos|transmito|trasladamos|traslado|adelanto|adelantamos|' +
  'busco|buscamos|hago llegar|hacemos llegar|hablo con|hablamos con|miro|miramos|apunto|apuntamos|encargo|encargamos|ocupo|ocupamos|cambio|cambiamos|' +
  'subo|subimos|publico|publicamos|entrego|entregamos|firmo|firmamos|pido|pedimos|solicito|solicitamos|averiguo|averiguamos|adjunto|adjuntamos|' +
  'invito|invitamos|reenvío|reenviamos|devuelvo|devolvemos|abono|abonamos|cancelo|cancelamos|añado|añadimos|incluyo|incluimos|monto|montamos|' +
  'contesto|contestamos|respondo|respondemos|comento con|digo algo|decimos algo|doy (?:una respuesta|respuesta|de alta|acceso)|damos (?:una respuesta|respuesta|de alta|acceso)';
const INFINITIVE =
  'mandar|enviar|pasar|preparar|revisar|comprobar|verificar|llamar|escribir|preguntar|consultar|confirmar|avisar|informar|reservar|organizar|programar|' +
  'convocar|corregir|arreglar|instalar|activar|desactivar|configurar|redactar|trasladar|transmitir|buscar|hablar|mirar|apuntar|encargar|ocupar|cambiar|' +
  'subir|publicar|entregar|firmar|pedir|solicitar|averiguar|adjuntar|invitar|reenviar|devolver|abonar|cancelar|añadir|incluir|montar|contestar|responder|' +
  'comentar|dar|hacer|poner|crear|probar|investigar|estudiar|analizar|negociar|calcular|elaborar|actualizar|migrar|desplegar|escalar|plantear|' +
  'proponer|recoger|reunir|traer|llevar|visitar|asistir|tramitar|gestionar|facturar|modificar|ampliar|bloquear|desbloquear|reclamar|intentar|ver (?:si|con|qué)';
const FUTURE_SELF = String.raw`\p{L}{2,}(?:ré|remos)`;
const FUTURE_OTHER = String.raw`(?!(?:será|estará|tendrá|podrá|habrá|deberá|querrá|sabrá|costará|seguirá|hará falta)(?!\p{L}))\p{L}{3,}rán?`;
const PRESENT_OTHER =
  'manda|envía|pasa|prepara|revisa|comprueba|llama|escribe|pregunta|confirma|avisa|reserva|organiza|programa|corrige|arregla|instala|activa|configura|redacta|entrega|firma|pide|se encarga|se ocupa|contacta';
/** A plan beside another: "…, y yo le mando el acta". */
const PLAN = String.raw`(?:(?<self>(?:[Yy]o )?${TO_WHOM}(?:${SELF}|voy a ${TO_WHOM}(?:${INFINITIVE})|${FUTURE_SELF}))|(?<name>\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?) ${TO_WHOM}(?:${PRESENT_OTHER}|va a ${TO_WHOM}(?:${INFINITIVE})|${FUTURE_OTHER}))(?!\p{L})`;

/** Cues of spoken business Spanish. */
export const SPANISH_CUES: Cues = {
  decision: anyOf(
    String.raw`
      (?:hemos|han|ha|he) (?:\p{L}+ )?(?:decidido|acordado|quedado en|convenido|aprobado|elegido|optado por|resuelto)
      (?:decidimos|acordamos|quedamos en|aprobamos|aprobó|decidió|acordó|votó a favor)
      (?:está|queda|quedan|están) (?:\p{L}+ )?(?:decidid|acordad|aprobad|cerrad|confirmad|aplazad|cancelad)[oa]s?
      (?:fue|fueron|ha sido|han sido) (?:aprobad|acordad|decidid)[oa]s?
      (?:entonces|pues|vale|bien|bueno|al final),? (?:lo |la |los |las )?(?:contratamos|dejamos|hacemos|aplazamos|cancelamos|renovamos|empezamos|mantenemos|firmamos|cogemos|elegimos|compramos|movemos|retrasamos|adelantamos|quitamos|pasamos|prorrogamos|ampliamos|arrancamos|quedamos)
      (?:lo |la |los |las )(?:contratamos|dejamos (?:para|en)|aplazamos|cancelamos|renovamos|mantenemos|retrasamos|quitamos)
      (?:nos quedamos|nos vamos|vamos) con (?:el|la|los|las|esta?|ese|esa)
      (?:estamos|estoy) de acuerdo en
      queda(?:mos)? (?:así|en eso)
      trato hecho
    `,
    LETTER_BORDERS,
  ),
  notDecision: anyOf(
    String.raw`
      \?\s*$
      ^(?:y |pero |o )?si no(?!\p{L})
      (?<!\p{L})(?:no (?:hemos|han|ha|he|está|queda)|aún no|todavía no|hay que|habría que|tenemos que|debemos|deberíamos|falta por|tienen que)(?!\p{L})[^.]{0,40}(?:decid|acord|aprob|convenid)
    `,
  ),
  commitment: anyOf(
    String.raw`
      (?<!(?:no|que|si|cuando|donde|siempre|nunca|cómo|como|qué|el|un|al|del|en|de|este|ese|su|mi|tu|otro|cada|por|sin) )(?:yo )?${TO_WHOM}(?:${SELF})
      (?:voy a|vamos a) ${TO_WHOM}(?:${INFINITIVE})(?:te|le|os|les|lo|la|los|las|se|selo|sela|telo)?
      (?:me|nos) (?:encargo|encargamos|ocupo|ocupamos|comprometo|comprometemos)
      ${TO_WHOM}${FUTURE_SELF}(?=[^.?]*(?:${WHEN}))
      (?:lo|la|los|las) (?:tendrá|tendrás|tendréis|tendrán|tienes|tiene|tenéis|tienen|recibirá|recibirás|recibiréis|recibirán)(?=[^.?]*(?:${WHEN}))
      (?:puedo|podemos) (?:${INFINITIVE})(?:te|le|os|les|lo|la|los|las|se|selo|sela|telo)?(?=[^.?]*(?:${WHEN}))
      (?:mi|nuestro|nuestra) \p{L}+ ${TO_WHOM}(?:${PRESENT_OTHER}|${FUTURE_OTHER}|va a ${TO_WHOM}(?:${INFINITIVE}))
      tengo que (?:mirarlo|consultarlo|preguntarlo|hablarlo|verlo|comprobarlo|revisarlo)
      dej(?:a|e|ad|en)me (?:que )?(?:${INFINITIVE}|${SELF}|lo (?:miro|consulto|reviso|pregunto|compruebo))\p{L}*
      (?:corre|va) (?:por|de) (?:mi|nuestra) cuenta
      (?:eso|esto|lo) (?:lo )?(?:pagamos|asumimos|cubrimos) nosotros
      soy (?:el |la )?responsable
      ^(?:respuesta|presupuesto|oferta|informe|contrato|lista) (?:mañana|hoy|esta tarde|antes|la semana que viene|el (?:\d|${DAYS}))
    `,
    LETTER_BORDERS,
  ),
  nextPromise: new RegExp(String.raw`[,;]?\s+(?:y|e|pero|y luego|y después)\s+(?=${PLAN})`, 'gu'),
  plan: new RegExp(`^${PLAN}`, 'u'),
  namedCommitment: new RegExp(
    String.raw`(?<!\p{L})(?<name>\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)?) (?:${TO_WHOM}va a (?:${INFINITIVE})|se (?:encarga|ocupa|hace cargo|encargará|ocupará)|(?:te|le|os|les) (?:llama|escribe|manda|envía|contacta|avisa|llamará|escribirá|mandará|enviará|contactará|avisará)(?!\p{L})|es (?:el|la) responsable|lleva (?:el|la) (?:tema|proyecto))(?!\p{L})`,
    'u',
  ),
  notName: new Set(
    'eso esto esta este ese esa él ella ellos ellas ustedes usted nosotros yo todo nada nadie alguien sí no y pero entonces pues bueno vale'.split(
      ' ',
    ),
  ),
  notCommitment: anyOf(
    String.raw`
      \?\s*$
      ^(?:y |pero |pues )?(?:si|cuando) [^,]*$
      ^(?:y |pero )?si no(?!\p{L})
      ^¿
      (?<!\p{L})(?:no (?:lo |la |le |te |os |me |se )*(?:${SELF}|voy a|vamos a))(?!\p{L})
      (?<!\p{L})(?:siempre|normalmente|todos los días|cada (?:día|semana|mes|vez)|a veces|nunca)(?!\p{L})
      (?<!\p{L})(?:me llamo|me imagino|ya te digo|te digo la verdad|le digo la verdad|voy a ser (?:sincer|franc|clar|brev)|voy a compartir|voy a empezar|vamos a (?:ver|empezar|hablar)|hablamos (?:mañana|luego|pronto|el|la))(?!\p{L})
      (?<!\p{L})(?:seré|estaré|tendré|podré|sabré|veré|veremos|estaremos|tendremos|seremos|podremos|sabremos)(?!\p{L})
    `,
  ),
  leaving: anyOf(
    String.raw`
      (?:la )?competencia(?! desleal)
      competidor\p{L}*
      (?:otro|cambiar de|cambiamos de|otra) (?:proveedor|empresa|solución|herramienta)
      (?:rescindir|cancelar|romper|no renov\p{L}+) (?:el|nuestro) contrato
      (?:no (?:vamos a |queremos |pensamos )?renov\p{L}+)
      (?:sacar\p{L}*|sale|saldrá|salir) a (?:concurso|licitación)|licitación
      nos (?:vamos|iremos|cambiamos|pasamos|pasaremos) (?:a|con)(?! (?:la|el) (?:siguiente|otro tema))
      darnos de baja|me doy de baja|nos damos de baja
    `,
    LETTER_BORDERS,
  ),
  risk: anyOf(
    String.raw`
      riesgos?
      problemas?
      preocup\p{L}+
      bloque\p{L}+
      retras\p{L}+|aplaz\p{L}+
      enfad\p{L}+|molest[oa]s?|hart[oa]s?|furios[oa]s?|descontent[oa]s?
      queja\p{L}*|reclamaci(?:ón|ones)
      competencia|competidor\p{L}*
      rescind\p{L}+|dar(?:se|nos) de baja|(?:se )?(?:dan|dieron|han dado|dio) de baja
      fall(?:a|an|o|os|ó|aron|ando)|falló|avería\p{L}*|caíd[ao]s?|se (?:cae|cayó|caen|cayeron|cuelga\p{L}*|colg\p{L}+|desconect\p{L}+|cort\p{L}+|rompe\p{L}*|rompió|para(?! \p{L}+(?:ar|er|ir)))
      pierd\p{L}+|perd(?:emos|imos|ido|er|ió|ieron)|pérdidas?
      errores|error
      equivocad[oa]s?|incorrect[oa]s?|mal calculad[oa]s?
      faltan?|faltaron|falta de
      multas?|sanci(?:ón|ones)|auditoría|inspección|demanda judicial|abogad[oa]s?|penalizaci(?:ón|ones)
      dupli\p{L}+|dos veces|por duplicado
      lent[oa]s?|tarda(?:n|mos)? (?:mucho|demasiado)|lentitud
      (?:muy|demasiado) (?:car[oa]s?|complicad[oa]s?|lent[oa]s?|tarde|grave)
      más barat[oa]s?|mitad de precio
      no (?:funciona\p{L}*|va bien|van bien|carga\p{L}*|abre\p{L}*|llega\p{L}*|responde\p{L}*|sirve\p{L}*|aparece\p{L}*|deja\p{L}*|lee\p{L}*|se (?:puede|abre|lee|ve|guarda)\p{L}*)
      no (?:lo|la|los|las|nos|me) (?:lee|leen|abre|abren|deja|dejan|funciona|llega|llegan|guarda|reconoce|encuentra)(?: \p{L}+)?
      (?:no|nadie) (?:lo |la |los |las )?(?:usa|usan|utiliza|utilizan|contest\p{L}+|respond\p{L}+|avis\p{L}+)
      desastre|catástrofe|grave|un susto|inaceptable|pesadilla|caos
      presupuesto (?:recortado|congelado)|recort\p{L}+
      (?:vuelven|volver|volvemos|hemos vuelto|han vuelto) (?:a|al) (?:papel|excel|método|sistema|anterior|antigu\p{L}+)
      se (?:jubila|va|marcha)(?= |$|[.,])|jubil\p{L}+|baja (?:de maternidad|médica)|deja la empresa
      fusi(?:ón|onar|onamos)|nos (?:compra|compran|han comprado)
      si no (?:está|están|llega\p{L}*|funciona\p{L}*|se|lo|la|nos|hay)
      sin (?:eso|esto|ello|ese|esa|el|la|los|las) [^,.?]{0,60}(?:no|nos)
      nos (?:cierran|multan|penalizan|cobran)
      de más(?=[ .,]|$)
      no (?:abrimos|firm\p{L}+|seguimos|renov\p{L}+|pagamos|podemos (?:trabajar|seguir|facturar))
      cerr(?:amos|ar|arán) (?:la|el|las|los)
    `,
    LETTER_BORDERS,
  ),
  notRisk: anyOf(
    String.raw`
      (?:sin|ningún|no hay|no es) (?:ningún )?(?:problema|riesgo|error|retraso)s?
      no (?:te|se|os) preocup\p{L}+
      (?:resuelt|solucionad|arreglad)[oa]s?
      perd(?:ón|ona|one|onad|onen)
    `,
    LETTER_BORDERS,
  ),
  ask: anyOf(
    String.raw`
      (?:puedes|puede|podéis|pueden|podrías|podría|podríais|podrían) (?:\p{L}+ )?\p{L}+(?:ar|er|ir)(?:me|nos|lo|la|los|las|melo|noslo)*
      (?:es|sería) posible
      (?:me|nos) (?:gustaría|interesa|interesaría|vendría bien)
      (?:necesitamos|necesito|necesitaríamos|necesitaría|hace falta|haría falta|nos hace falta)
      (?:queremos|quiero|querríamos|quisiera|quisiéramos) (?:que|tener|poder|un|una|saber|ver|el|la)
      (?:envíe|mande|pase|avise|diga|confirme|mire|revise)(?:me|nos|n|nme|nnos)(?!\p{L})
      (?:envía|manda|pasa|avisa|di|confirma|mira)(?:me|nos)(?:lo|la|los|las)?
      por favor
      nos piden|pedimos|pido
    `,
    LETTER_BORDERS,
  ),
  notAsk: anyOf(
    String.raw`
      (?:me|nos) (?:oyes|oye|oís|oyen|escuchas|escucha|ves|ve)
      quiero (?:decir|agradecer|empezar)
    `,
    LETTER_BORDERS,
  ),
  acceptance: anyOf(
    String.raw`
      ^(?:sí|claro|vale|de acuerdo|por supuesto|perfecto|estupendo|hecho|muy bien|genial|cómo no|sin problema|cuenta con ello)(?!\p{L})
    `,
  ),
  tagQuestion: /,? ¿?(?:verdad|no|vale|te parece(?: bien)?|le parece(?: bien)?|de acuerdo|sí)\s?\?$/iu,
  agreement:
    /^(?:(?:sí|vale|bien|muy bien|ok)[,.]? )?(?:de acuerdo|acordado|trato hecho|hecho|me parece (?:bien|perfecto)|nos parece bien|quedamos (?:así|en eso)|conforme)(?:[.!,]|$)/iu,
  smallTalk: anyOf(
    String.raw`
      (?<!el |la |los |estos )(?:hola|buenos días|buenas (?:tardes|noches)|adiós|hasta (?:luego|pronto|mañana|la próxima))
      (?:me|nos) (?:oyes|oye|oís|oyen|escuchas|escucha|escucháis|escuchan)
      qué tal(?! (?:con|el|la|los|las|va))
      buen (?:fin de semana|viaje|día)|un abrazo|un saludo
      lluvia|llover|llueve|el tiempo que hace|calor|tráfico
    `,
    LETTER_BORDERS,
  ),
  date: anyOf(
    String.raw`
      (?<!\p{L})(?:${MONTHS}|${DAYS}|mañana|hoy|esta tarde|esta noche|semana que viene|próxima semana|mes que viene|esta semana|fin de mes|trimestre)(?!\p{L})
      (?<!\p{L})(?:el|al|del|antes del|para el|día) (?:\d{1,2}|primero|quince|veinte|treinta)(?! ?(?:euros|€|%|por|horas))(?!\p{L}|\d)
    `,
  ),
  spelledNumber: anyOf(
    String.raw`
      (?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve)(?= (?:años|meses|semanas|días|horas|centros|tiendas|personas|oficinas|veces|mil|por ciento))|diez|once|doce|trece|catorce|quince|dieciséis|diecisiete|dieciocho|diecinueve|veinte|veinti\p{L}+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|\p{L}*cient[oa]s|quinient[oa]s|mil|mill(?:ón|ones)|por ciento
    `,
    LETTER_BORDERS,
  ),
};
