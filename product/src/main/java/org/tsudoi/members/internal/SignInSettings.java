package org.tsudoi.members.internal;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param asksPerCaller how many links one network address may ask for within 15 minutes
///     (`TSUDOI_SIGN_IN_ASKS_PER_CALLER`); a school or an office may share one address
@ConfigurationProperties("tsudoi.sign-in")
record SignInSettings(@DefaultValue("60") int asksPerCaller) {}
