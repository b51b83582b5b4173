import type { components } from '@/shared/api/schema';
import type { Request } from './queries';

/** What the dialogs hold. */
export interface RequestValues {
  post_id: string;
  title: string;
  need: string;
  modality: string;
  urgency: string;
  countries: string[];
  required_expertise: string[];
  desired_expertise: string[];
  languages: string[];
  starts_on: string;
  ends_on: string;
  /** As typed. */
  headcount: string;
  trainer_cert_required: boolean;
}

export const NEW_REQUEST: RequestValues = {
  post_id: '',
  title: '',
  need: '',
  modality: 'overseas_train',
  urgency: 'routine',
  countries: [],
  required_expertise: [],
  desired_expertise: [],
  languages: [],
  starts_on: '',
  ends_on: '',
  headcount: '1',
  trainer_cert_required: false,
};

export const requestValues = (request: Request): RequestValues => ({
  post_id: request.post.id,
  title: request.title,
  need: request.need,
  modality: request.modality,
  urgency: request.urgency,
  countries: request.countries.map(({ genc3 }) => genc3),
  required_expertise: request.required_expertise.map(({ code }) => code),
  desired_expertise: request.desired_expertise.map(({ code }) => code),
  languages: request.languages,
  starts_on: request.starts_on,
  ends_on: request.ends_on,
  headcount: String(request.headcount),
  trainer_cert_required: request.trainer_cert_required,
});

/** Form values as the API takes them. A study visit never asks for certified trainers. */
function body(values: Partial<RequestValues>): Record<string, unknown> {
  const { headcount, ...rest } = values;
  return {
    ...rest,
    ...(headcount === undefined ? {} : { headcount: Number(headcount) }),
    ...(values.modality === 'study_visit' ? { trainer_cert_required: false } : {}),
  };
}

/** A post raises requests for itself and names none. */
export function asCreate({ post_id, ...values }: RequestValues) {
  return body(post_id === '' ? values : { post_id, ...values }) as unknown as components['schemas']['RequestCreate'];
}

/** The form of a stored request has no field for its post: another post's need is another request. */
export const asUpdate = (changes: Partial<RequestValues>) => body(changes) as components['schemas']['RequestUpdate'];
