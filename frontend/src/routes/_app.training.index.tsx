import { createFileRoute } from '@tanstack/react-router';
import { TrainingList } from '@/features/training/TrainingList';

export const Route = createFileRoute('/_app/training/')({ component: TrainingList });
