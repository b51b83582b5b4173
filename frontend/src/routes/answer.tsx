import { createFileRoute } from '@tanstack/react-router';
import { AnswerPage } from '@/features/answer/AnswerPage';

export const Route = createFileRoute('/answer')({ component: AnswerPage });
