import type { LucideIcon } from 'lucide-react';
import {
  BadgeDollarSign,
  BookUser,
  Building2,
  CalendarRange,
  ChartColumn,
  Coins,
  Earth,
  FilePen,
  FileSignature,
  GraduationCap,
  Inbox,
  Landmark,
  LayoutDashboard,
  LifeBuoy,
  Mailbox,
  PiggyBank,
  ReceiptText,
  Scale,
  ShieldCheck,
  Upload,
  UsersRound,
} from 'lucide-react';
import { can, type Me } from '@/shared/access';

export interface NavItem {
  label: string;
  to: string;
  icon: LucideIcon;
  /** Seen by whoever has one of these; without any, by everybody. */
  permissions?: readonly string[];
  /** Other words people look for in the palette. */
  keywords?: string;
}

export interface NavGroup {
  label?: string;
  items: readonly NavItem[];
}

/** Every part of the product, in the order of the work. The rail, the phone's tabs and the palette all read this. */
export const NAVIGATION: readonly NavGroup[] = [
  {
    items: [
      { label: 'Overview', to: '/', icon: LayoutDashboard, keywords: 'dashboard home' },
      { label: 'Inbox', to: '/inbox', icon: Inbox, keywords: 'messages notifications unread' },
    ],
  },
  {
    label: 'Partnerships',
    items: [
      { label: 'Agencies', to: '/agencies', icon: Building2, permissions: ['agencies:read'], keywords: 'police sheriff partners' },
      { label: 'Agreements', to: '/mous', icon: FilePen, permissions: ['mous:read'], keywords: 'mou memorandum' },
      { label: 'Expertise', to: '/expertise', icon: ShieldCheck, permissions: ['reference:read'], keywords: 'skills areas' },
      { label: 'Countries', to: '/countries', icon: Earth, permissions: ['reference:read'], keywords: 'posts bureaus' },
      { label: 'Enquiries', to: '/enquiries', icon: Mailbox, permissions: ['enquiries:read'], keywords: 'prospects partnership questions' },
      { label: 'Academies', to: '/academies', icon: GraduationCap, permissions: ['reference:read'], keywords: 'ilea' },
    ],
  },
  {
    label: 'Operations',
    items: [
      { label: 'Requests', to: '/requests', icon: LifeBuoy, permissions: ['requests:read'], keywords: 'needs rfa' },
      { label: 'Asked of you', to: '/outreach', icon: Mailbox, permissions: ['outreach:answer'], keywords: 'outreach offers answer' },
      { label: 'Activities', to: '/activities', icon: CalendarRange, permissions: ['activities:read'], keywords: 'training visits' },
      { label: 'Vetting', to: '/vetting', icon: ShieldCheck, permissions: ['vetting:manage', 'vetting:decide'], keywords: 'leahy participants' },
      { label: 'Training', to: '/training', icon: GraduationCap, permissions: ['training:manage', 'training:enroll', 'officers:read'], keywords: 'predeployment sessions' },
      { label: 'Results', to: '/results', icon: ChartColumn, permissions: ['reports:read'], keywords: 'people trained evaluation satisfaction' },
      { label: 'Paperwork', to: '/paperwork', icon: FilePen, permissions: ['activities:read'], keywords: 'papers checklist templates gates lead times' },
      { label: 'Officers', to: '/officers', icon: BookUser, permissions: ['officers:read'], keywords: 'people instructors' },
    ],
  },
  {
    label: 'Finance',
    items: [
      { label: 'Claims', to: '/claims', icon: ReceiptText, permissions: ['claims:read'], keywords: 'reimbursement review' },
      { label: 'Expenses', to: '/expenses', icon: BadgeDollarSign, permissions: ['claims:read'], keywords: 'lines receipts' },
      { label: 'Certification', to: '/certification', icon: ShieldCheck, permissions: ['claims:certify'], keywords: 'certify vouchers funds' },
      { label: 'Payment runs', to: '/payment-runs', icon: Landmark, permissions: ['payment_runs:read'], keywords: 'treasury file batch' },
      { label: 'Payments', to: '/payments', icon: Landmark, permissions: ['claims:read'], keywords: 'treasury paid' },
      { label: 'Instruments', to: '/instruments', icon: FileSignature, permissions: ['instruments:read'], keywords: 'contracts grants travel orders' },
      { label: 'Obligations', to: '/obligations', icon: PiggyBank, permissions: ['obligations:read'], keywords: 'funds balance' },
      { label: 'Spending', to: '/spending', icon: ChartColumn, permissions: ['reports:spending'], keywords: 'reimbursed reports estimate variance time to pay' },
      { label: 'Rates', to: '/rates', icon: Coins, permissions: ['rates:read'], keywords: 'per diem mileage interest' },
    ],
  },
  {
    label: 'Administration',
    items: [
      { label: 'People', to: '/people', icon: UsersRound, permissions: ['users:read'], keywords: 'users roles accounts' },
      { label: 'Import data', to: '/imports', icon: Upload, permissions: ['imports:run'], keywords: 'files csv excel upload bulk' },
      { label: 'API clients', to: '/api-clients', icon: ShieldCheck, permissions: ['service_clients:read'], keywords: 'tokens' },
      { label: 'Webhooks', to: '/webhooks', icon: Mailbox, permissions: ['webhooks:read'], keywords: 'events deliveries' },
      { label: 'Fairness', to: '/fairness', icon: Scale, permissions: ['fairness:read'], keywords: 'declines selection rates' },
    ],
  },
];

/** What this person sees: parts they may use, and only those this build has a screen for. */
export function navigationFor(me: Me, hasScreen: (path: string) => boolean): NavGroup[] {
  return NAVIGATION.map(({ label, items }) => ({
    label,
    items: items.filter(
      ({ to, permissions }) => hasScreen(to) && (!permissions || permissions.some((permission) => can(me, permission))),
    ),
  })).filter(({ items }) => items.length > 0);
}
