import { expectScreens, test } from './support';

test.describe('finance', () => {
  test.use({ role: 'finance' });
  test('the screens of funds are sound', async ({ page, as }) => {
    const finance = await as('finance');
    const obligation = await finance.first('obligations');
    const instrument = await finance.first('instruments');
    await expectScreens(page, [
      ['/expenses', 'Expenses'],
      ['/payments', 'Payments'],
      ['/instruments', 'Instruments'],
      [`/instruments/${instrument.id}`, instrument.number as string],
      ['/obligations', 'Obligations'],
      [`/obligations/${obligation.id}`, obligation.document_number as string],
      ['/rates', 'Rates'],
    ]);
  });
});
