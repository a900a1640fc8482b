package town.nta;

/// One row of the register, days as `2023-10-01`, empty where there is none.
public record Issuer(
        String number, String name, boolean person, String registrationDate, String disposalDate, String expireDate) {}
