import { createFileRoute } from '@tanstack/react-router';
import { UserList } from '@/features/users/UserList';

export const Route = createFileRoute('/_app/people')({ staticData: { crumb: 'People' }, component: UserList });
