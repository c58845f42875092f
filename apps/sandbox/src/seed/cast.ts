/** E-mail domain of the vendor whose Gainsight and Gong the sandbox plays: Lumenta, a maker of field-service software. */
export const OWN_DOMAIN = 'lumenta.example';
/** The domain that we had before; some still use their address there. */
export const FORMER_DOMAIN = 'lumenta-software.example';

/** One of our own people, a user in Gainsight and mostly one in Gong. */
export interface Colleague {
  readonly first: string;
  readonly last: string;
  readonly title: string;
  /** Key of the manager. */
  readonly manager?: string;
}

/** Our people who speak in the written calls, by the name under which the scripts know them. */
export const COLLEAGUES = {
  nadia: { first: 'Nadia', last: 'Farouk', title: 'Chief Customer Officer' },
  ingrid: { first: 'Ingrid', last: 'Solberg', title: 'VP Customer Success', manager: 'nadia' },
  marcus: { first: 'Marcus', last: 'Adeyemi', title: 'Customer Success Manager', manager: 'ingrid' },
  priya: { first: 'Priya', last: 'Raman', title: 'Senior Customer Success Manager', manager: 'ingrid' },
  tom: { first: 'Tom', last: 'Whitlock', title: 'Customer Success Manager', manager: 'ingrid' },
  lena: { first: 'Lena', last: 'Hofmann', title: 'Customer Success Manager DACH', manager: 'ingrid' },
  camille: {
    first: 'Camille',
    last: 'Berthier',
    title: 'Customer Success Manager France',
    manager: 'ingrid',
  },
  elin: { first: 'Elin', last: 'Lindqvist', title: 'Customer Success Manager Nordics', manager: 'ingrid' },
  dana: { first: 'Dana', last: 'Kowalski', title: 'Account Executive', manager: 'nadia' },
  sofia: { first: 'Sofia', last: 'Marchetti', title: 'Account Executive', manager: 'nadia' },
  owen: { first: 'Owen', last: 'Price', title: 'Solutions Engineer', manager: 'dana' },
  rafael: { first: 'Rafael', last: 'Ortega', title: 'Implementation Lead', manager: 'ingrid' },
  yuki: { first: 'Yuki', last: 'Tanabe', title: 'Support Lead', manager: 'nadia' },
  ben: { first: 'Ben', last: 'Carrow', title: 'Support Engineer', manager: 'yuki' },
  hugo: { first: 'Hugo', last: 'Brandt', title: 'Security Engineer', manager: 'yuki' },
} as const satisfies Record<string, Colleague>;

/** Name of one of our people in the scripts. */
export type ColleagueKey = keyof typeof COLLEAGUES;

/** Someone at one of the fixed companies. */
export interface Contact {
  readonly first: string;
  readonly last: string;
  readonly title: string;
  readonly role: 'Champion' | 'Decision Maker' | 'Executive Sponsor' | 'User' | 'Billing Contact';
}

/** A company that is the same in every world; the written calls are about these. */
export interface FixedCompany {
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly region: 'North America' | 'EMEA' | 'APAC' | 'LATAM';
  readonly tier: 'Enterprise' | 'Strategic' | 'Mid-Market' | 'Small';
  readonly stage: string;
  readonly arr: number;
  readonly csm: ColleagueKey;
  /** Days from the world's making to the renewal. */
  readonly renewalInDays: number;
  readonly employees: number;
  /** Number of the parent company, if it has one. */
  readonly parent?: number;
  readonly people: Readonly<Record<string, Contact>>;
}

/** Companies 1 … 17 in order. */
export const FIXED_COMPANIES: readonly FixedCompany[] = [
  {
    name: 'Brightwater Utilities',
    domain: 'brightwater-utilities.example',
    industry: 'Utilities',
    region: 'North America',
    tier: 'Enterprise',
    stage: 'Adopting',
    arr: 248_000,
    csm: 'marcus',
    renewalInDays: 52,
    employees: 2_300,
    people: {
      karen: {
        first: 'Karen',
        last: 'Whitfield',
        title: 'Director of Field Operations',
        role: 'Decision Maker',
      },
      joel: { first: 'Joel', last: 'Santana', title: 'Procurement Manager', role: 'Billing Contact' },
    },
  },
  {
    name: 'Halvorsen Freight',
    domain: 'halvorsen-freight.example',
    industry: 'Logistics',
    region: 'EMEA',
    tier: 'Mid-Market',
    stage: 'Will Churn',
    arr: 132_000,
    csm: 'priya',
    renewalInDays: 118,
    employees: 640,
    people: {
      erik: { first: 'Erik', last: 'Halvorsen', title: 'Chief Operating Officer', role: 'Executive Sponsor' },
      mina: { first: 'Mina', last: 'Dahl', title: 'Head of Dispatch', role: 'User' },
    },
  },
  {
    name: 'Meridian Dental Group',
    domain: 'meridiandental.example',
    industry: 'Healthcare',
    region: 'North America',
    tier: 'Mid-Market',
    stage: 'Kicked Off',
    arr: 84_000,
    csm: 'tom',
    renewalInDays: 348,
    employees: 410,
    people: {
      alicia: { first: 'Alicia', last: 'Boone', title: 'Operations Director', role: 'Champion' },
      greg: { first: 'Greg', last: 'Tully', title: 'IT Manager', role: 'User' },
    },
  },
  {
    name: 'Castellan Foods',
    domain: 'castellanfoods.example',
    industry: 'Food & Beverage',
    region: 'EMEA',
    tier: 'Strategic',
    stage: 'Adopting',
    arr: 412_000,
    csm: 'priya',
    renewalInDays: 203,
    employees: 5_900,
    people: {
      margaret: { first: 'Margaret', last: 'Osei', title: 'VP Supply Chain', role: 'Executive Sponsor' },
      paulo: { first: 'Paulo', last: 'Nunes', title: 'Maintenance Manager', role: 'Champion' },
    },
  },
  {
    name: 'Oakline Property Services',
    domain: 'oakline-property.test',
    industry: 'Real Estate',
    region: 'EMEA',
    tier: 'Mid-Market',
    stage: 'Launched',
    arr: 96_000,
    csm: 'tom',
    renewalInDays: 41,
    employees: 780,
    people: {
      desmond: { first: 'Desmond', last: 'Clarke', title: 'Head of Procurement', role: 'Decision Maker' },
      fiona: { first: 'Fiona', last: 'Byrne', title: 'Head of Facilities', role: 'Champion' },
    },
  },
  {
    name: 'Pemberton Lifts',
    domain: 'pembertonlifts.example',
    industry: 'Industrial Services',
    region: 'EMEA',
    tier: 'Enterprise',
    stage: 'Adopting',
    arr: 187_500,
    csm: 'marcus',
    renewalInDays: 96,
    employees: 1_150,
    people: {
      harriet: { first: 'Harriet', last: 'Lowe', title: 'Service Operations Manager', role: 'Champion' },
      callum: { first: 'Callum', last: 'Reid', title: 'Regional Manager North', role: 'User' },
    },
  },
  {
    name: 'Trident Harbour Authority',
    domain: 'tridentharbour.example',
    industry: 'Transportation',
    region: 'EMEA',
    tier: 'Enterprise',
    stage: 'Launched',
    arr: 305_000,
    csm: 'priya',
    renewalInDays: 167,
    employees: 1_900,
    people: {
      samira: { first: 'Samira', last: 'Haddad', title: 'Head of IT', role: 'Decision Maker' },
      joost: { first: 'Joost', last: 'van Dijk', title: 'Terminal Operations Lead', role: 'User' },
    },
  },
  {
    name: 'Kessler Anlagenbau GmbH',
    domain: 'kessler-anlagenbau.example',
    industry: 'Industrial Services',
    region: 'EMEA',
    tier: 'Mid-Market',
    stage: 'Launched',
    arr: 118_000,
    csm: 'lena',
    renewalInDays: 141,
    employees: 520,
    people: {
      juergen: { first: 'Jürgen', last: 'Maurer', title: 'Leiter IT', role: 'Decision Maker' },
      sabine: { first: 'Sabine', last: 'Vogt', title: 'Leiterin Einsatzplanung', role: 'Champion' },
    },
  },
  {
    name: 'Sable Bank',
    domain: 'sablebank.example',
    industry: 'Banking',
    region: 'North America',
    tier: 'Strategic',
    stage: 'New Customer',
    arr: 276_000,
    csm: 'marcus',
    renewalInDays: 311,
    employees: 8_400,
    people: {
      ravi: { first: 'Ravi', last: 'Menon', title: 'Vendor Risk Lead', role: 'Decision Maker' },
      claire: { first: 'Claire', last: 'Dunmore', title: 'Director of Facilities', role: 'Champion' },
    },
  },
  {
    name: 'Trellis Telecom',
    domain: 'trellistelecom.test',
    industry: 'Telecommunications',
    region: 'North America',
    tier: 'Enterprise',
    stage: 'Will Churn',
    arr: 360_000,
    csm: 'tom',
    renewalInDays: 74,
    employees: 3_700,
    people: {
      victor: { first: 'Victor', last: 'Amaya', title: 'VP Field Service', role: 'Decision Maker' },
      jenna: { first: 'Jenna', last: 'Holt', title: 'Service Delivery Manager', role: 'User' },
    },
  },
  {
    name: 'Aurora Cold Chain',
    domain: 'auroracoldchain.example',
    industry: 'Logistics',
    region: 'North America',
    tier: 'Mid-Market',
    stage: 'Adopting',
    arr: 144_000,
    csm: 'marcus',
    renewalInDays: 229,
    employees: 910,
    people: {
      beth: { first: 'Beth', last: 'Nakamura', title: 'Chief Operating Officer', role: 'Executive Sponsor' },
      liam: { first: 'Liam', last: 'Foster', title: 'Fleet Manager', role: 'Champion' },
    },
  },
  {
    name: 'Norrland Energi AB',
    domain: 'norrland-energi.example',
    industry: 'Energy',
    region: 'EMEA',
    tier: 'Mid-Market',
    stage: 'Launched',
    arr: 102_000,
    csm: 'elin',
    renewalInDays: 189,
    employees: 690,
    people: {
      anders: { first: 'Anders', last: 'Wikström', title: 'Driftchef', role: 'Decision Maker' },
      karin: { first: 'Karin', last: 'Nyström', title: 'Utbildningsansvarig', role: 'Champion' },
    },
  },
  {
    name: 'Groupe Lavoisier',
    domain: 'groupe-lavoisier.example',
    industry: 'Energy',
    region: 'EMEA',
    tier: 'Enterprise',
    stage: 'Kicked Off',
    arr: 221_000,
    csm: 'camille',
    renewalInDays: 295,
    employees: 2_050,
    people: {
      helene: {
        first: 'Hélène',
        last: 'Garnier',
        title: 'Directrice des opérations',
        role: 'Decision Maker',
      },
      mathieu: { first: 'Mathieu', last: 'Perrin', title: 'Chef de projet SI', role: 'Champion' },
    },
  },
  {
    name: 'Vantage Rail',
    domain: 'vantagerail.example',
    industry: 'Transportation',
    region: 'North America',
    tier: 'Strategic',
    stage: 'Adopting',
    arr: 538_000,
    csm: 'priya',
    renewalInDays: 262,
    employees: 7_200,
    people: {
      theodore: {
        first: 'Theodore',
        last: 'Blake',
        title: 'Chief Financial Officer',
        role: 'Executive Sponsor',
      },
      amara: { first: 'Amara', last: 'Nwosu', title: 'Director of Engineering', role: 'Champion' },
    },
  },
  {
    name: 'Castellan Foods Iberia',
    domain: 'castellanfoods.example',
    industry: 'Food & Beverage',
    region: 'EMEA',
    tier: 'Mid-Market',
    stage: 'Launched',
    arr: 74_000,
    csm: 'priya',
    renewalInDays: 203,
    employees: 880,
    parent: 4,
    people: {
      ines: { first: 'Inês', last: 'Carvalho', title: 'Plant Manager', role: 'User' },
    },
  },
  {
    name: 'Castellan Logística Lisboa',
    domain: 'castellanfoods.example',
    industry: 'Logistics',
    region: 'EMEA',
    tier: 'Small',
    stage: 'Launched',
    arr: 21_000,
    csm: 'priya',
    renewalInDays: 203,
    employees: 130,
    parent: 15,
    people: {
      rui: { first: 'Rui', last: 'Teixeira', title: 'Warehouse Lead', role: 'User' },
    },
  },
  {
    name: 'Pemberton Lifts Ireland',
    domain: 'pembertonlifts.example',
    industry: 'Industrial Services',
    region: 'EMEA',
    tier: 'Small',
    stage: 'Launched',
    arr: 33_000,
    csm: 'marcus',
    renewalInDays: 96,
    employees: 140,
    parent: 6,
    people: {
      aoife: { first: 'Aoife', last: 'Brennan', title: 'Service Coordinator', role: 'User' },
    },
  },
];

/** How many companies are the same in every world. */
export const FIXED_COMPANY_COUNT = FIXED_COMPANIES.length;
