package org.tsudoi.web.front;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Who runs this instance, as the Act on Specified Commercial Transactions (特定商取引法, article 11) wants it
/// displayed. What is left empty is shown as "disclosed without delay on request", which the act allows for
/// address and telephone number.
///
/// @param name the seller's registered or personal name (`TSUDOI_OPERATOR_NAME`)
/// @param representative the person responsible
/// @param hours when the telephone is answered
@ConfigurationProperties("tsudoi.operator")
record OperatorSettings(
        @DefaultValue("") String name,
        @DefaultValue("") String representative,
        @DefaultValue("") String address,
        @DefaultValue("") String phone,
        @DefaultValue("") String mail,
        @DefaultValue("") String hours) {}
