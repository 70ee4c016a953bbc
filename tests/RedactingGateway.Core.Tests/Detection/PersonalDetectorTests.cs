using RedactingGateway.Core.Detection;

namespace RedactingGateway.Core.Tests.Detection;

public sealed class PersonalDetectorTests
{
    [Theory]
    [InlineData("geb. ⟦24.12.1980⟧")]
    [InlineData("Geburtsdatum: ⟦1980-12-24⟧")]
    [InlineData("am ⟦24. Dezember 1980⟧ in Köln geboren")]
    [InlineData("geboren in München am ⟦24.12.80⟧")]
    [InlineData("\"dateOfBirth\":\"⟦19801224⟧\"")]
    [InlineData("DOB ⟦12/24/1980⟧")]
    [InlineData("born in Leeds on ⟦December 24th, 1980⟧")]
    [InlineData("Date de naissance : ⟦24/12/1980⟧, née le ⟦24 décembre 1980⟧")]
    [InlineData("nacida el ⟦24 de diciembre de 1980⟧")]
    [InlineData("nata a Roma il ⟦24 dicembre 1980⟧")]
    [InlineData("geboortedatum=⟦24-12-1980⟧&x")]
    [InlineData("data urodzenia ⟦24 grudnia 1980⟧")]
    [InlineData("Doğum tarihi: ⟦24 Aralık 1980⟧, ⟦1.1.1981⟧ doğumlu")]
    public void Find_BirthDate_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.BirthDate);

    [Theory]
    [InlineData("⟦Ahornweg 1a, 10115 Berlin⟧")]
    [InlineData("Anna Ahorn\n⟦Straße des 17. Juni 135\nD-10623 Berlin⟧")]
    [InlineData("„⟦Unter den Eichen 41b, 60311 Frankfurt am Main⟧“")]
    [InlineData("⟦hauptstr. 5 80331 münchen⟧")]
    [InlineData("Lieferung: ⟦An der alten Post 12-14; 06108 Halle (Saale)⟧.")]
    public void Find_StreetAddress_FindsExactSpan(string marked) => MarkedText.AssertFinds(marked, DetectorKind.StreetAddress);

    [Theory]
    [InlineData("familienstand=⟦ledig⟧&x", DetectorKind.MaritalStatus)]
    [InlineData("\"maritalStatus\":\"⟦Divorced⟧\"", DetectorKind.MaritalStatus)]
    [InlineData("état civil : ⟦pacsée⟧", DetectorKind.MaritalStatus)]
    [InlineData("marital_status=⟦complicated⟧", DetectorKind.MaritalStatus)]
    [InlineData("Ich bin seit kurzem ⟦geschieden⟧.", DetectorKind.MaritalStatus)]
    [InlineData("⟦married⟧ to Ottokar", DetectorKind.MaritalStatus)]
    [InlineData("Geschlecht: ⟦weiblich⟧", DetectorKind.Gender)]
    [InlineData("gender=⟦f⟧", DetectorKind.Gender)]
    [InlineData("Konfession: ⟦römisch-katholisch⟧", DetectorKind.Religion)]
    [InlineData("sexual_orientation=⟦gay⟧", DetectorKind.SexualOrientation)]
    public void Find_Enumeration_FindsExactSpan(string marked, DetectorKind kind) => MarkedText.AssertFinds(marked, kind);

    [Theory]
    [InlineData("24.12.1980")]
    [InlineData("geboren 1980")]
    [InlineData("geb. Meier")]
    [InlineData("Geburtstagsangebot bis 24.12.2026")]
    [InlineData("birthday sale ends 24.12.2026")]
    [InlineData("Ich wurde geboren. Bestellt am 24.12.2026")]
    [InlineData("Artikel 12, 10115 Stück")]
    [InlineData("10115 Berlin")]
    [InlineData("Weg 12 von 20000 Schritten")]
    [InlineData("Single Malt, 12 Jahre")]
    [InlineData("the single most important")]
    [InlineData("married at first sight")]
    [InlineData("maritalStatus\":null")]
    [InlineData("marital_status=&x=1")]
    [InlineData("gender=women")]
    [InlineData("gender female")]
    [InlineData("orientation=landscape")]
    [InlineData("Religion: Sachbuch")]
    public void Find_NothingPersonal_FindsNone(string text) => Assert.Empty(MarkedText.Find(text));
}
