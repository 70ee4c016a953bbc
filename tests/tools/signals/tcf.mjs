import { GVL, PurposeRestriction, Segment, SegmentEncoder, TCModel, TCString } from '@iabtcf/core';
import { writeRestrictions, writeSet } from './format.mjs';

/** Strings of TCF 2.2 and 2.3 with what the reference implementation reads back from each. */
export function* tcfStrings(random, count) {
  const list = new GVL(vendorList());
  for (let i = 0; i < count; i++) {
    const text = i % 8 === 7 ? byModel(random, list) : bySegments(random);
    yield { text, ...read(TCString.decode(text)) };
  }
}

// The whole encoder: what a consent platform calls. It drops what the vendor list does not allow, and writes no disclosed vendors.
function byModel(random, list) {
  const model = new TCModel(list);
  fill(random, model);
  model.isServiceSpecific = true;
  for (let n = random.integer(0, 6); n > 0; n--) {
    model.publisherRestrictions.add(random.integer(1, 1200), new PurposeRestriction(random.integer(1, 11), random.integer(0, 2)));
  }
  return TCString.encode(model);
}

// Segment by segment: any content, and the disclosed vendors of TCF 2.3.
function bySegments(random) {
  const model = new TCModel();
  fill(random, model);
  model.isServiceSpecific = random.chance(0.95);
  model.policyVersion = random.pick([2, 3, 4, 4, 4, 5, 5, 63]);
  model.vendorListVersion = random.pick([0, 1, random.integer(2, 400), 4095]);

  // The encoder joins neighbours that the list has no vendor between.
  const known = new Set(random.some(1300, random.pick([0.2, 0.9, 1])));
  model.publisherRestrictions.gvl = { vendorIds: known };
  for (let n = random.pick([0, 0, 0, 1, 2, random.integer(3, 12)]); n > 0; n--) {
    const restriction = new PurposeRestriction(random.pick([1, random.integer(1, 11), 63]), random.integer(0, 2));
    for (const vendor of random.vendors().slice(0, 40)) {
      model.publisherRestrictions.add(vendor, restriction);
    }
  }

  const segments = [Segment.CORE];
  if (random.chance(0.6)) {
    model.vendorsDisclosed.set(random.vendors());
    segments.push(Segment.VENDORS_DISCLOSED);
  }
  if (random.chance(0.05)) {
    model.vendorsAllowed.set(random.vendors());
    segments.push(Segment.VENDORS_ALLOWED);
  }
  if (random.chance(0.5)) {
    segments.push(Segment.PUBLISHER_TC);
  }
  return segments.map((segment) => SegmentEncoder.encode(model, segment)).join('.');
}

function fill(random, model) {
  model.created = random.date();
  model.lastUpdated = random.chance(0.8) ? model.created : random.date();
  model.cmpId = random.pick([2, random.integer(3, 500), 4095]);
  model.cmpVersion = random.integer(0, 4095);
  model.consentScreen = random.integer(0, 63);
  model.consentLanguage = random.pick(['EN', 'DE', 'FR', 'ZZ', 'AA']);
  model.useNonStandardStacks = random.chance(0.1);
  model.purposeOneTreatment = random.chance(0.1);
  model.publisherCountryCode = random.pick(['AA', 'DE', 'FR', 'PL', 'GB', 'ZZ', String.fromCharCode(65 + random.integer(0, 25), 65 + random.integer(0, 25))]);
  model.specialFeatureOptins.set(random.some(12, random.pick([0, 0.2, 1])));
  model.purposeConsents.set(random.some(random.pick([11, 11, 24]), random.pick([0, 0.5, 1])));
  model.purposeLegitimateInterests.set(random.some(random.pick([11, 11, 24]), random.pick([0, 0.5, 1])));
  model.vendorConsents.set(random.vendors());
  model.vendorLegitimateInterests.set(random.vendors());
  model.publisherConsents.set(random.some(24, 0.3));
  model.publisherLegitimateInterests.set(random.some(24, 0.3));
  model.numCustomPurposes = random.pick([0, 0, 3, random.integer(1, 63)]);
  model.publisherCustomConsents.set(random.some(model.numCustomPurposes, 0.5));
  model.publisherCustomLegitimateInterests.set(random.some(model.numCustomPurposes, 0.5));
}

function read(model) {
  const restrictions = model.publisherRestrictions.getRestrictions().map((restriction) => ({
    purpose: restriction.purposeId,
    type: restriction.restrictionType,
    vendors: model.publisherRestrictions.getVendors(restriction),
  }));
  return {
    created: model.created.getTime(),
    updated: model.lastUpdated.getTime(),
    cmp: model.cmpId,
    list: model.vendorListVersion,
    policy: model.policyVersion,
    specific: model.isServiceSpecific,
    features: writeSet(model.specialFeatureOptins.values()),
    consent: writeSet(model.purposeConsents.values()),
    interest: writeSet(model.purposeLegitimateInterests.values()),
    one: model.purposeOneTreatment,
    country: model.publisherCountryCode,
    vendorConsent: writeSet(model.vendorConsents.values()),
    vendorInterest: writeSet(model.vendorLegitimateInterests.values()),
    disclosed: hasDisclosed(model) ? writeSet(model.vendorsDisclosed.values()) : null,
    restrictions: writeRestrictions(restrictions),
  };
}

// The model does not tell an absent segment from an empty one, but only a segment that was read has a length.
function hasDisclosed(model) {
  return model.vendorsDisclosed.bitLength > 0;
}

// A list of made-up vendors, each with some purposes on each basis.
function vendorList() {
  const ids = Array.from({ length: 11 }, (_, i) => i + 1);
  const named = (numbers) => Object.fromEntries(numbers.map((id) => [id, { id, name: `${id}` }]));
  const vendors = {};
  for (let id = 1; id <= 1200; id++) {
    if (id % 7 !== 0) {
      vendors[id] = {
        id,
        name: `Vendor ${id}`,
        purposes: ids.filter((purpose) => (purpose + id) % 3 !== 0),
        legIntPurposes: id % 4 === 0 ? [] : [2, 7, 8, 9, 10].filter((purpose) => (purpose + id) % 3 === 0),
        flexiblePurposes: id % 2 === 0 ? [2, 7, 9] : [],
        specialPurposes: [1],
        features: [],
        specialFeatures: [],
      };
    }
  }
  return {
    gvlSpecificationVersion: 3,
    vendorListVersion: 120,
    tcfPolicyVersion: 5,
    lastUpdated: '2026-01-01T00:00:00Z',
    purposes: named(ids),
    specialPurposes: named([1, 2, 3]),
    features: named([1, 2, 3]),
    specialFeatures: named([1, 2]),
    stacks: {},
    vendors,
  };
}
