package org.tsudoi.banking;

/// Good messages of ISO 20022, as banks in three countries write them.
final class Messages {
    private Messages() {}

    /// camt.054.001.08, yen: one transfer (from line 13) and a batch of two (line 31).
    static final String NOTIFICATION = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08">
            <BkToCstmrDbtCdtNtfctn>
            <GrpHdr><MsgId>M-1</MsgId><CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm></GrpHdr>
            <Ntfctn>
            <Id>N-1</Id>
            <CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm>
            <Acct>
            <Id><Othr><Id>0021234567</Id></Othr></Id>
            <Ccy>JPY</Ccy>
            <Svcr><FinInstnId><BICFI>MHCBJPJT</BICFI></FinInstnId></Svcr>
            </Acct>
            <Ntry>
            <NtryRef>1</NtryRef>
            <Amt Ccy="JPY">3000</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><Dt>2026-09-01</Dt></BookgDt>
            <ValDt><Dt>2026-09-02</Dt></ValDt>
            <AcctSvcrRef>R-1</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
            <NtryDtls><TxDtls>
            <Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
            <Amt Ccy="JPY">3000</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <RltdPties><Dbtr><Pty><Nm>ﾔﾏﾀﾞ ﾀﾛｳ</Nm></Pty></Dbtr></RltdPties>
            <RltdAgts><DbtrAgt><FinInstnId><BICFI>BOTKJPJT</BICFI></FinInstnId></DbtrAgt></RltdAgts>
            <RmtInf><Ustrd>INV-42</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf>
            </TxDtls></NtryDtls>
            <AddtlNtryInf>TRANSFER</AddtlNtryInf>
            </Ntry>
            <Ntry>
            <Amt Ccy="JPY">7000</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd>
            <Sts><Cd>BOOK</Cd></Sts>
            <BookgDt><DtTm>2026-09-01T23:30:00+09:00</DtTm></BookgDt>
            <AcctSvcrRef>R-2</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd>
            <NtryDtls>
            <TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><Amt Ccy="JPY">2500</Amt></TxDtls>
            <TxDtls><Refs><EndToEndId>E-2</EndToEndId></Refs><Amt Ccy="JPY">4500</Amt></TxDtls>
            </NtryDtls>
            </Ntry>
            </Ntfctn>
            </BkToCstmrDbtCdtNtfctn>
            </Document>
            """;

    /// camt.053.001.02, euro: in, out, a deposit reversed, a withdrawal reversed, one pending; 100.00 to
    /// 140.25.
    static final String STATEMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">
            <BkToCstmrStmt>
            <GrpHdr><MsgId>M-2</MsgId><CreDtTm>2026-09-02T09:00:00</CreDtTm></GrpHdr>
            <Stmt>
            <Id>S-1</Id><CreDtTm>2026-09-02T09:00:00</CreDtTm>
            <FrToDt><FrDtTm>2026-09-01T00:00:00</FrDtTm><ToDtTm>2026-09-01T23:59:59</ToDtTm></FrToDt>
            <Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-01</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">140.25</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-09-01</Dt></Dt></Bal>
            <TxsSummry>
            <TtlNtries><NbOfNtries>5</NbOfNtries><Sum>89.75</Sum></TtlNtries>
            <TtlCdtNtries><NbOfNtries>3</NbOfNtries><Sum>67.50</Sum></TtlCdtNtries>
            <TtlDbtNtries><NbOfNtries>2</NbOfNtries><Sum>22.25</Sum></TtlDbtNtries>
            </TxsSummry>
            <Ntry><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>A</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>ORDER-7</EndToEndId></Refs><RltdPties><Dbtr><Nm>Jos\u00e9 M\u00fcller</Nm></Dbtr><DbtrAcct><Id><IBAN>GB82WEST12345698765432</IBAN></Id></DbtrAcct></RltdPties></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">20.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>B</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Caf\u00e9</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
            <Ntry><Amt Ccy="EUR">2.25</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-01</Dt></BookgDt><AcctSvcrRef>A</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd></Ntry>
            <Ntry><Amt Ccy="EUR">12.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><RvslInd>1</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-09-01</Dt></BookgDt><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd></Ntry>
            <Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><AcctSvcrRef>C</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd></Ntry>
            </Stmt>
            </BkToCstmrStmt>
            </Document>
            """;

    /// pain.002.001.03: of three transfers one is settled, one refused, and of one nothing is said.
    static final String STATUS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">
            <CstmrPmtStsRpt>
            <GrpHdr><MsgId>P-1</MsgId><CreDtTm>2026-09-02T09:00:00+09:00</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>T-1</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.03</OrgnlMsgNmId><GrpSts>PART</GrpSts></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts>
            <OrgnlPmtInfId>T-1</OrgnlPmtInfId>
            <TxInfAndSts><OrgnlEndToEndId>E-1</OrgnlEndToEndId><TxSts>ACSC</TxSts></TxInfAndSts>
            <TxInfAndSts><OrgnlEndToEndId>E-2</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>AC04</Cd></Rsn></StsRsnInf></TxInfAndSts>
            </OrgnlPmtInfAndSts>
            </CstmrPmtStsRpt>
            </Document>
            """;
}
