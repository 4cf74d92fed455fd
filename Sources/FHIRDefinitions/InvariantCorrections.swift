/// Published expressions that contradict the text of their constraint, with the corrected expressions.
///
/// Many published expressions evaluate to an empty collection, and so count as satisfied, if an optional element is missing;
/// others can never be false. The comments state the requirement, or the case that the published expression misses.
enum InvariantCorrections {
  /// The corrected expression, or the published one if it needs no correction.
  static func corrected(_ expression: String) -> String { all[expression] ?? expression }

  private static let all = [
    // app-4 of R4: the code of a missed appointment is noshow.
    "Appointment.cancelationReason.exists() implies (Appointment.status='no-show' or Appointment.status='cancelled')":
      "Appointment.cancelationReason.exists() implies (Appointment.status='noshow' or Appointment.status='cancelled')",
    // que-7: an answer is a FHIR boolean, never a FHIRPath Boolean.
    "operator = 'exists' implies (answer is Boolean)": "operator = 'exists' implies (answer is boolean)",
    // que-12 of R4: enableBehavior is required with more than one enableWhen.
    "enableWhen.count() > 2 implies enableBehavior.exists()": "enableWhen.count() > 1 implies enableBehavior.exists()",
    // que-13 of R4: only an item that repeats can have several initial values.
    "repeats=true or initial.count() <= 1": "(repeats.exists() and repeats=true) or initial.count() <= 1",
    // con-3 of R4: clinicalStatus is required for items of problem lists only.
    "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.select($this='problem-list-item').empty()":
      "clinicalStatus.exists() or verificationStatus.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or category.coding.where(system='http://terminology.hl7.org/CodeSystem/condition-category' and code='problem-list-item').empty()",
    // con-4 of STU3: applies to an abatement of any type, except the boolean false and primitives without a value.
    "abatement.empty() or (abatement as boolean).not()  or clinicalStatus='resolved' or clinicalStatus='remission' or clinicalStatus='inactive'":
      "abatement.empty() or (abatement as boolean).where($this = false).exists() or ((abatement is boolean or abatement is dateTime or abatement is string) and abatement.hasValue().not()) or (clinicalStatus.exists() and (clinicalStatus='resolved' or clinicalStatus='remission' or clinicalStatus='inactive'))",
    // ppc-2 to ppc-5 of R4: the code system of scopes.
    scope("something", "patient-privacy"): scope(consentScopes, "patient-privacy"),
    scope("something", "research"): scope(consentScopes, "research"),
    scope("something", "adr"): scope(consentScopes, "adr"),
    scope("something", "treatment"): scope(consentScopes, "treatment"),
    // age-1, cnt-3, dis-1 and mny-1 of STU3: a value requires a code.
    "(code or value.empty()) and (system.empty() or system = %ucum) and (value.empty() or value > 0)":
      "(code.exists() or value.empty()) and (system.empty() or system = %ucum) and (value.empty() or value.hasValue().not() or value > 0)",
    "(code or value.empty()) and (system.empty() or system = %ucum) and (code.empty() or code = '1') and (value.empty() or value.toString().contains('.').not())":
      "(code.exists() or value.empty()) and (system.empty() or system = %ucum) and (code.empty() or code = '1') and (value.empty() or value.hasValue().not() or value.toString().contains('.').not())",
    "(code or value.empty()) and (system.empty() or system = %ucum)":
      "(code.exists() or value.empty()) and (system.empty() or system = %ucum)",
    "(code or value.empty()) and (system.empty() or system = 'urn:iso:std:iso:4217')":
      "(code.exists() or value.empty()) and (system.empty() or system = 'urn:iso:std:iso:4217')",
    // inv-1 of the extension substanceExposureRisk: it replaces the code of the allergy.
    "substanceExposureRisk.exists() and code.empty()": "%resource.code.empty()",
    // md-1: a maximum that is neither * nor a positive integer.
    "max='*' or (max.toInteger() > 0)":
      "max.hasValue().not() or max='*' or (max.toInteger().exists() and max.toInteger() > 0)",
    // nsd-1 of STU3: a root system must not have a UUID.
    "kind != 'root' or uniqueId.type = 'uuid'": "kind != 'root' or uniqueId.all(type != 'uuid')",
    // mad-3 of STU3: notGiven is a boolean.
    "reasonCode.empty() or notGiven.empty() or notGiven = 'false'": "reasonCode.empty() or notGiven.empty() or notGiven = false",
    // com-1 and fhs-3 of STU3: a reason is allowed only if notDone is true.
    "notDone or notDoneReason.exists().not()": "(notDone.exists() and notDone = true) or notDoneReason.exists().not()",
    // csd-1 of STU3: the operator | removes the duplicates.
    "(concept.code | descendants().concept.code).isDistinct()":
      "concept.code.combine($this.descendants().concept.code).isDistinct()",
    // eld-3: a maximum that is neither * nor a number.
    "empty() or ($this = '*') or (toInteger() >= 0)":
      "empty() or ($this = '*') or (toInteger().exists() and toInteger() >= 0)",
    // eld-11: a binding, but no type that has codes. Types derived from Quantity, string and uri are allowed, too.
    "binding.empty() or type.code.empty() or type.select((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'Extension') or (code = 'string') or (code = 'uri')).exists()":
      "binding.empty() or type.code.empty() or type.where((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'Age') or (code = 'Count') or (code = 'Distance') or (code = 'Duration') or (code = 'Money') or (code = 'Extension') or (code in ('string' | 'markdown' | 'id' | 'uri' | 'url' | 'canonical' | 'oid' | 'uuid'))).exists()",
    "binding.empty() or type.code.empty() or type.select((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'string') or (code = 'uri')).exists()":
      "binding.empty() or type.code.empty() or type.where((code = 'code') or (code = 'Coding') or (code='CodeableConcept') or (code = 'Quantity') or (code = 'Age') or (code = 'Count') or (code = 'Distance') or (code = 'Duration') or (code = 'Money') or (code in ('string' | 'markdown' | 'id' | 'uri' | 'url' | 'canonical' | 'oid' | 'uuid'))).exists()",
    // inv-3 and tst-3: a variable has one source.
    "expression.empty() or headerField.empty() or path.empty()": "expression.count() + headerField.count() + path.count() <= 1",
    // inv-7 and tst-7: an operation without a type.
    "sourceId.exists() or (targetId.count() + url.count() + params.count() = 1) or (type.code in ('capabilities' |'search' | 'transaction' | 'history'))":
      "sourceId.exists() or (targetId.count() + url.count() + params.count() = 1) or (type.code.exists() and type.code in ('capabilities' |'search' | 'transaction' | 'history'))",
    // opd-2: a search parameter without a type.
    "searchType.exists() implies type = 'string'": "searchType.exists() implies (type.exists() and type = 'string')",
    "searchType implies type = 'string'": "searchType.exists() implies (type.exists() and type = 'string')",
    // opd-3: a target profile without a type.
    "targetProfile.exists() implies (type = 'Reference' or type = 'canonical')":
      "targetProfile.exists() implies (type.exists() and (type = 'Reference' or type = 'canonical'))",
    // ras-1: a percentage without a code or system.
    "(low.empty() or ((low.code = '%') and (low.system = %ucum))) and (high.empty() or ((high.code = '%') and (high.system = %ucum)))":
      "(low.empty() or low.where(code = '%' and system = %ucum).exists()) and (high.empty() or high.where(code = '%' and system = %ucum).exists())",
    // sdf-1 and sdf-21: a structure without a derivation.
    "derivation = 'constraint' or snapshot.element.select(path).isDistinct()":
      "(derivation.exists() and derivation = 'constraint') or snapshot.element.select(path).isDistinct()",
    "differential.element.defaultValue.exists() implies (derivation = 'specialization')":
      "differential.element.defaultValue.exists() implies (derivation.exists() and derivation = 'specialization')",
    // sdf-5: an extension without a derivation.
    "type != 'Extension' or derivation = 'specialization' or (context.exists() and contextType.exists())":
      "type != 'Extension' or (derivation.exists() and derivation = 'specialization') or (context.exists() and contextType.exists())",
    "type != 'Extension' or derivation = 'specialization' or (context.exists())":
      "type != 'Extension' or (derivation.exists() and derivation = 'specialization') or (context.exists())",
    // sdf-8a: a first path that only begins with the letters of the type.
    "element.first().path.startsWith(%resource.type) and element.tail().all(path.startsWith(%resource.type&'.'))":
      "(element.first().path = %resource.type or element.first().path.startsWith(%resource.type&'.')) and element.tail().all(path.startsWith(%resource.type&'.'))",
    #"(%resource.kind = 'logical' or element.first().path.startsWith(%resource.type)) and (element.tail().empty() or element.tail().all(path.startsWith(%resource.differential.element.first().path.replaceMatches('\\..*','')&'.')))"#:
      #"(%resource.kind = 'logical' or (element.first().path = %resource.type or element.first().path.startsWith(%resource.type&'.'))) and (element.tail().empty() or element.tail().all(path.startsWith(%resource.differential.element.first().path.replaceMatches('\\..*','')&'.')))"#,
    // vsd-9: an entry of an expansion without a code must be marked as abstract.
    "code.exists() or abstract = true": "code.exists() or (abstract.exists() and abstract = true)",
  ]

  private static let consentScopes = "http://terminology.hl7.org/CodeSystem/consentscope"

  private static func scope(_ system: String, _ code: String) -> String {
    "patient.exists() or scope.coding.where(system='\(system)' and code='\(code)').exists().not()"
  }
}
