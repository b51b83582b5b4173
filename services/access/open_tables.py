"""Tables whose rows nobody owns."""

from models.academies import Academy, IleaOffering
from models.activities import PaperworkTemplate
from models.base import Base
from models.countries import Country, CountryAlias, Post
from models.expertise import Expertise
from models.officers import TrainingSession
from models.rate_editions import RateEdition, RateEditionRow
from models.rates import ExchangeRate, InterestRate, MieBreakdown, MileageRate, PerDiemRate

#: Reference data has no owner: whoever holds the permission sees every row.
OPEN: frozenset[type[Base]] = frozenset(
    {
        Academy,
        Country,
        CountryAlias,
        ExchangeRate,
        Expertise,
        IleaOffering,
        InterestRate,
        MieBreakdown,
        MileageRate,
        PaperworkTemplate,
        PerDiemRate,
        Post,
        RateEdition,
        RateEditionRow,
        TrainingSession,
    }
)
