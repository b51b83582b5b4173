import { expect, expectSound, settled, test } from './support';

/** A PDF of one page that says so: small enough to be written by hand. */
function pdf(words: string): Buffer {
  const drawing = `BT /F1 24 Tf 72 700 Td (${words}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${drawing.length}>>stream\n${drawing}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((body, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

test.describe('a receipt', { tag: '@once' }, () => {
  test.use({ role: 'coordinator' });

  test('is uploaded, put to a line and read', async ({ page, as }) => {
    const coordinator = await as('coordinator');
    const earlier = (await coordinator.first('claims')) as unknown as { activity: { id: string }; period: { starts_on: string; ends_on: string } };
    const { data: claim } = await coordinator.post('claims', { activity_id: earlier.activity.id, kind: 'travel_voucher', period: earlier.period });
    await coordinator.post('expenses', {
      claim_id: claim.id,
      category: 'visa_fee',
      service_on: earlier.period.starts_on,
      description: 'Visa',
      amount: { amount: '160.00', currency: 'USD' },
    });

    await page.goto(`/claims/${claim.id}`);
    await settled(page);
    await page.getByLabel('Files of receipts').setInputFiles({ name: 'visa.pdf', mimeType: 'application/pdf', buffer: pdf(`Visa for ${claim.id}`) });
    const receipts = page.getByRole('list', { name: 'Receipts of the claim' });
    await expect(receipts.getByText('On no line yet')).toBeVisible();
    await receipts.getByRole('button', { name: 'Attach visa.pdf to a line' }).press('Enter');
    await page.getByRole('menuitem', { name: /^Line 1/ }).press('Enter');
    await expect(receipts.getByText(/^Line 1/)).toBeVisible();
    await receipts.getByRole('button', { name: 'visa.pdf', exact: true }).press('Enter');
    await expect(page.getByText(`Page 1: Visa for ${claim.id}`)).toBeAttached();
    await expectSound(page);
  });
});
