/// The units of UCUM by their case-sensitive codes. Units whose scale has a different zero, such as `Cel`, and arbitrary units
/// have separate dimensions: they can only be compared with themselves.
extension UnitMeasure {
  struct Named: Sendable {
    /// The unit is `factor` times `unit`, which is an expression of other units.
    let factor: String
    let unit: String
    let isMetric: Bool

    var measure: UnitMeasure? {
      guard let value = Decimal(factor) else { return nil }
      if unit.hasPrefix("=") {
        return UnitMeasure(dimensions: [String(unit.dropFirst()): 1], numerator: value, denominator: Decimal(1))
      }
      guard var measure = UnitMeasure.of(unit), let numerator = Decimal.product(measure.numerator, value) else { return nil }
      measure.numerator = numerator
      return measure
    }
  }

  static let prefixes: [(String, Int)] = [
    ("da", 1), ("Y", 24), ("Z", 21), ("E", 18), ("P", 15), ("T", 12), ("G", 9), ("M", 6), ("k", 3), ("h", 2), ("d", -1),
    ("c", -2),
    ("m", -3), ("u", -6), ("n", -9), ("p", -12), ("f", -15), ("a", -18), ("z", -21), ("y", -24),
  ]

  static let units: [String: Named] = {
    var units: [String: Named] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: " ").map(String.init)
      guard parts.count == 4 else { continue }
      units[parts[0]] = Named(factor: parts[1], unit: parts[2], isMetric: parts[3] == "m")
    }
    return units
  }()

  /// Code, factor, unit (after `=` a dimension), and `m` if prefixes are allowed.
  private static let table = """
    m 1 =m m
    s 1 =s m
    g 1 =g m
    rad 1 =rad m
    K 1 =K m
    C 1 =C m
    cd 1 =cd m
    % 0.01 1 -
    [ppth] 0.001 1 -
    [ppm] 0.000001 1 -
    [ppb] 0.000000001 1 -
    mol 6.0221367 10*23 m
    sr 1 rad2 m
    Hz 1 s-1 m
    N 1 kg.m/s2 m
    Pa 1 N/m2 m
    J 1 N.m m
    W 1 J/s m
    A 1 C/s m
    V 1 J/C m
    F 1 C/V m
    Ohm 1 V/A m
    S 1 Ohm-1 m
    Wb 1 V.s m
    T 1 Wb/m2 m
    H 1 Wb/A m
    lm 1 cd.sr m
    lx 1 lm/m2 m
    Bq 1 s-1 m
    Gy 1 J/kg m
    Sv 1 J/kg m
    Cel 1 =Cel m
    [degF] 1 =[degF] -
    l 1 dm3 m
    L 1 l m
    ar 100 m2 m
    min 60 s -
    h 60 min -
    d 24 h -
    wk 7 d -
    a 365.25 d -
    a_j 365.25 d -
    a_t 365.24219 d -
    a_g 365.2425 d -
    mo 30.4375 d -
    mo_j 30.4375 d -
    mo_g 30.436875 d -
    mo_s 29.53059 d -
    t 1000 kg m
    bar 100000 Pa m
    u 1.6605402 10*-24.g m
    eV 1.60217733 10*-19.J m
    deg 0.017453292519943295 rad -
    ' 0.00029088820866572158 rad -
    gon 0.015707963267948966 rad -
    kat 1 mol/s m
    U 1 umol/min m
    [iU] 1 =[iU] m
    [IU] 1 =[iU] m
    [arb'U] 1 =[arb'U] -
    [USP'U] 1 =[USP'U] -
    osm 1 mol m
    eq 1 mol m
    g% 1 g/dl m
    [in_i] 2.54 cm -
    [ft_i] 12 [in_i] -
    [yd_i] 3 [ft_i] -
    [mi_i] 5280 [ft_i] -
    [nmi_i] 1852 m -
    [in_us] 2.540005080010160 cm -
    [sin_i] 1 [in_i]2 -
    [sft_i] 1 [ft_i]2 -
    [cin_i] 1 [in_i]3 -
    [lb_av] 7000 [gr] -
    [oz_av] 437.5 [gr] -
    [gr] 64.79891 mg -
    [ston_av] 2000 [lb_av] -
    [lton_av] 2240 [lb_av] -
    [stone_av] 14 [lb_av] -
    [oz_tr] 480 [gr] -
    [lb_tr] 12 [oz_tr] -
    [gal_us] 231 [cin_i] -
    [qt_us] 0.25 [gal_us] -
    [pt_us] 0.125 [gal_us] -
    [foz_us] 0.0078125 [gal_us] -
    [cup_us] 0.0625 [gal_us] -
    [tbs_us] 0.5 [foz_us] -
    [gal_br] 4.54609 l -
    [pt_br] 0.56826125 l -
    [foz_br] 28.4130625 ml -
    [drp] 0.05 ml -
    cal 4.184 J m
    [Cal] 1 kcal -
    m[H2O] 9.80665 kPa m
    m[Hg] 133.3220 kPa m
    atm 101325 Pa -
    [psi] 6894.757293168361 Pa -
    Ci 37000000000 Bq m
    R 0.000258 C/kg m
    RAD 0.01 Gy m
    REM 0.01 Sv m
    P 0.1 Pa.s m
    St 0.0001 m2/s m
    dyn 0.00001 N m
    erg 0.0000001 J m
    [pi] 3.1415926535897932 1 -
    [c] 299792458 m/s m
    [pH] 1 =[pH] -
    [diop] 1 m-1 -
    [car_Au] 1 =[car_Au] -
    bit 1 =bit m
    By 8 bit m
    dB 1 =dB -
    B 1 =B m
    Np 1 =Np m
    [CFU] 1 =[CFU] -
    [pfu] 1 =[pfu] -
    [HPF] 1 =[HPF] -
    [LPF] 1 =[LPF] -
    [Ch] 1 =[Ch] -
    [MET] 3.5 mL/min/kg -
    """
}
