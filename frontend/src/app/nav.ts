import type { LucideIcon } from 'lucide-react';
import {
  BadgeDollarSign,
  BookUser,
  Building2,
  CalendarRange,
  ChartColumn,
  Coins,
  Download,
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
}

export interface NavGroup {
  label?: string;
  items: readonly NavItem[];
}

/** Every part of the product, in the order of the work. The rail, the phone's tabs and the palette all read this. */
export const NAVIGATION: readonly NavGroup[] = [
  {
    items: [
      { label: 'Overview', to: '/', icon: LayoutDashboard },
      { label: 'Inbox', to: '/inbox', icon: Inbox },
    ],
  },
  {
    label: 'Partnerships',
    items: [
      { label: 'Agencies', to: '/agencies', icon: Building2, permissions: ['agencies:read'] },
      { label: 'Agreements', to: '/mous', icon: FilePen, permissions: ['mous:read'] },
      { label: 'Expertise', to: '/expertise', icon: ShieldCheck, permissions: ['reference:read'] },
      { label: 'Countries', to: '/countries', icon: Earth, permissions: ['reference:read'] },
      { label: 'Enquiries', to: '/enquiries', icon: Mailbox, permissions: ['enquiries:read'] },
      { label: 'Academies', to: '/academies', icon: GraduationCap, permissions: ['reference:read'] },
    ],
  },
  {
    label: 'Operations',
    items: [
      { label: 'Requests', to: '/requests', icon: LifeBuoy, permissions: ['requests:read'] },
      { label: 'Asked of you', to: '/outreach', icon: Mailbox, permissions: ['outreach:answer'] },
      { label: 'Activities', to: '/activities', icon: CalendarRange, permissions: ['activities:read'] },
      { label: 'Vetting', to: '/vetting', icon: ShieldCheck, permissions: ['vetting:manage', 'vetting:decide'] },
      { label: 'Training', to: '/training', icon: GraduationCap, permissions: ['training:manage', 'training:enroll', 'officers:read'] },
      { label: 'Results', to: '/results', icon: ChartColumn, permissions: ['reports:read'] },
      { label: 'Paperwork', to: '/paperwork', icon: FilePen, permissions: ['activities:read'] },
      { label: 'Officers', to: '/officers', icon: BookUser, permissions: ['officers:read'] },
    ],
  },
  {
    label: 'Finance',
    items: [
      { label: 'Claims', to: '/claims', icon: ReceiptText, permissions: ['claims:read'] },
      { label: 'Expenses', to: '/expenses', icon: BadgeDollarSign, permissions: ['claims:read'] },
      { label: 'Certification', to: '/certification', icon: ShieldCheck, permissions: ['claims:certify'] },
      { label: 'Payment runs', to: '/payment-runs', icon: Landmark, permissions: ['payment_runs:read'] },
      { label: 'Payments', to: '/payments', icon: Landmark, permissions: ['claims:read'] },
      { label: 'Instruments', to: '/instruments', icon: FileSignature, permissions: ['instruments:read'] },
      { label: 'Obligations', to: '/obligations', icon: PiggyBank, permissions: ['obligations:read'] },
      { label: 'Spending', to: '/spending', icon: ChartColumn, permissions: ['reports:spending'] },
      { label: 'Rates', to: '/rates', icon: Coins, permissions: ['rates:read'] },
    ],
  },
  {
    label: 'Administration',
    items: [
      { label: 'People', to: '/people', icon: UsersRound, permissions: ['users:read'] },
      { label: 'Fairness', to: '/fairness', icon: Scale, permissions: ['fairness:read'] },
    ],
  },
  {
    label: 'Integrations',
    items: [
      { label: 'Import data', to: '/imports', icon: Upload, permissions: ['imports:run'] },
      { label: 'Exports', to: '/exports', icon: Download, permissions: ['exports:run'] },
      { label: 'Webhooks', to: '/webhooks', icon: Mailbox, permissions: ['webhooks:read'] },
      { label: 'API clients', to: '/api-clients', icon: ShieldCheck, permissions: ['service_clients:read'] },
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
