import { GppModel, RangeEntry, Sections } from '@iabgpp/cmpapi';
import { trueOnes, writeRestrictions, writeSet } from './format.mjs';

const readByTheGateway = ['tcfeuv2', 'uspv1', 'usnat', 'usca'];

// The Canadian section is only present; it has no opt-out to set.
const others = Sections.SECTION_ORDER.filter((name) => !readByTheGateway.includes(name) && name !== 'tcfcav1');

/** GPP strings with some sections, one gpp_sid each, and what the reference implementation reads back. */
export function* gppStrings(random, count) {
  for (let i = 0; i < count; i++) {
    const model = new GppModel();
    const names = readByTheGateway.filter((name) => random.chance(name === 'tcfeuv2' ? 0.35 : 0.5));
    for (let n = random.pick([0, 0, 0, 1, 2, 5]); n > 0; n--) {
      names.push(random.pick(others));
    }
    if (random.chance(0.1)) {
      names.push('tcfcav1');
    }
    for (const name of new Set(names)) {
      (fillers[name] ?? fillOther)(random, model, name);
    }
    const gpp = model.encode();
    yield { gpp, ...read(random, new GppModel(gpp)) };
  }
}

const optional = (random) => random.pick([0, 1, 2]);
const list = (random, length) => (random.chance(0.5) ? Array(length).fill(0) : Array.from({ length }, () => optional(random)));

const fillers = {
  tcfeuv2(random, model, name) {
    const flags = (width, probability) => Array.from({ length: width }, () => random.chance(probability));
    const set = (field, value) => model.setFieldValue(name, field, value);
    set('CmpId', random.integer(2, 4095));
    set('VendorListVersion', random.integer(1, 4095));
    set('PolicyVersion', random.pick([4, 5]));
    set('SpecialFeatureOptins', flags(12, 0.3));
    set('PurposeConsents', flags(24, random.pick([0, 0.4, 1])));
    set('PurposeLegitimateInterests', flags(24, random.pick([0, 0.4, 1])));
    set('PurposeOneTreatment', random.chance(0.1));
    set('PublisherCountryCode', random.pick(['DE', 'FR', 'AA', 'ZZ']));
    set('VendorConsents', random.vendors());
    set('VendorLegitimateInterests', random.vendors());
    set('VendorsDisclosed', random.vendors());
    const restrictions = Array.from({ length: random.pick([0, 0, 1, 4]) }, () =>
      new RangeEntry(random.integer(1, 11), random.integer(0, 2), random.vendors().slice(0, 30)));
    set('PublisherRestrictions', restrictions);

    // Last: every other field sets today's date.
    set('LastUpdated', random.date());
  },
  uspv1(random, model, name) {
    for (const field of ['Notice', 'OptOutSale', 'LspaCovered']) {
      model.setFieldValue(name, field, random.pick(['Y', 'N', '-']));
    }
  },
  usnat(random, model, name) {
    const version = random.pick([1, 2]);
    fillUs(random, model, name, ['SharingNotice', 'SaleOptOutNotice', 'SharingOptOutNotice', 'TargetedAdvertisingOptOutNotice',
      'SensitiveDataProcessingOptOutNotice', 'SensitiveDataLimitUseNotice', 'SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut']);
    model.setFieldValue(name, 'SensitiveDataProcessing', list(random, version === 1 ? 12 : 16));
    model.setFieldValue(name, 'KnownChildSensitiveDataConsents', list(random, version === 1 ? 2 : 3));
    model.setFieldValue(name, 'Version', version);
  },
  usca(random, model, name) {
    fillUs(random, model, name, ['SaleOptOutNotice', 'SharingOptOutNotice', 'SensitiveDataLimitUseNotice', 'SaleOptOut', 'SharingOptOut']);
    model.setFieldValue(name, 'SensitiveDataProcessing', list(random, 9));
    model.setFieldValue(name, 'KnownChildSensitiveDataConsents', list(random, 2));
  },
  tcfcav1(random, model, name) {
    model.setFieldValue(name, 'CmpId', random.integer(2, 4095));
    model.setFieldValue(name, 'Created', random.date());
    model.setFieldValue(name, 'LastUpdated', random.date());
  },
};

function fillOther(random, model, name) {
  model.setFieldValue(name, 'SaleOptOut', optional(random));
}

function fillUs(random, model, name, fields) {
  for (const field of [...fields, 'PersonalDataConsents', 'MspaOptOutOptionMode', 'MspaServiceProviderMode']) {
    model.setFieldValue(name, field, optional(random));
  }
  model.setFieldValue(name, 'MspaCoveredTransaction', random.pick([1, 2]));
  if (random.chance(0.5)) {
    model.setFieldValue(name, 'GpcSegmentIncluded', true);
    model.setFieldValue(name, 'Gpc', random.chance(0.5));
  } else {
    model.setFieldValue(name, 'GpcSegmentIncluded', false);
  }
}

function read(random, model) {
  const ids = model.getSectionIds();
  const sid = random.pick([
    () => '',
    () => random.pick(['-1', '0']),
    () => ids.join(','),
    () => ids.join('_'),
    () => `${ids.length > 0 ? random.pick(ids) : -1}`,
    () => ids.filter(() => random.chance(0.5)).join(',') || '-1',
  ])();
  return {
    sid,
    ids,
    tcf: model.hasSection('tcfeuv2') ? readTcf(model.getSection('tcfeuv2')) : undefined,
    usp: model.hasSection('uspv1') ? model.getSection('uspv1').OptOutSale : undefined,
    usnat: readUs(model, 'usnat'),
    usca: readUs(model, 'usca'),
  };
}

function readUs(model, name) {
  if (!model.hasSection(name)) {
    return undefined;
  }
  const value = (field) => model.getFieldValue(name, field);
  return {
    sale: value('SaleOptOut'),
    sharing: value('SharingOptOut'),
    targeted: name === 'usnat' ? value('TargetedAdvertisingOptOut') : 0,
    child: value('KnownChildSensitiveDataConsents').some((consent) => consent !== 0),
    gpc: value('GpcSegmentIncluded') && value('Gpc'),
  };
}

function readTcf(section) {
  return {
    created: section.Created.getTime(),
    updated: section.LastUpdated.getTime(),
    cmp: section.CmpId,
    list: section.VendorListVersion,
    policy: section.PolicyVersion,
    specific: section.IsServiceSpecific,
    features: writeSet(trueOnes(section.SpecialFeatureOptins)),
    consent: writeSet(trueOnes(section.PurposeConsents)),
    interest: writeSet(trueOnes(section.PurposeLegitimateInterests)),
    one: section.PurposeOneTreatment,
    country: section.PublisherCountryCode,
    vendorConsent: writeSet(section.VendorConsents),
    vendorInterest: writeSet(section.VendorLegitimateInterests),
    disclosed: writeSet(section.VendorsDisclosed),
    restrictions: writeRestrictions(section.PublisherRestrictions.map((entry) => ({ purpose: entry.getKey(), type: entry.getType(), vendors: entry.getIds() }))),
  };
}
