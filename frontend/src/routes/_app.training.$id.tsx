import { createFileRoute } from '@tanstack/react-router';
import { TrainingPage } from '@/features/training/TrainingPage';

export const Route = createFileRoute('/_app/training/$id')({ staticData: { crumb: 'Record' }, component: TrainingPage });
