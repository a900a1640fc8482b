package town.paypay;

/// PayPay's "no": an HTTP status, a word, and a number that says more.
final class PayPayError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final String codeId;

    private PayPayError(int status, String codeId, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.codeId = codeId;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String codeId() {
        return codeId;
    }

    static PayPayError invalid() {
        return new PayPayError(400, "08100006", "INVALID_REQUEST_PARAMS", "Invalid request params");
    }

    static PayPayError missing() {
        return new PayPayError(400, "08100024", "MISSING_REQUEST_PARAMS", "Missing request params");
    }

    static PayPayError unauthorized() {
        return new PayPayError(401, "08100016", "UNAUTHORIZED", "Unauthorized request");
    }

    static PayPayError outOfScope() {
        return new PayPayError(401, "08100023", "OP_OUT_OF_SCOPE", "The operation is not permitted");
    }

    static PayPayError badCode() {
        return new PayPayError(400, "01650000", "DYNAMIC_QR_BAD_REQUEST", "Dynamic QR bad request error");
    }

    static PayPayError noPreAuthorization() {
        return new PayPayError(
                400, "00400060", "PRE_AUTH_CAPTURE_UNSUPPORTED_MERCHANT", "Merchant do not support Pre-Auth-Capture");
    }

    static PayPayError duplicateCode() {
        return new PayPayError(400, "01652073", "DUPLICATE_DYNAMIC_QR_REQUEST", "Duplicate Dynamic QR request error");
    }

    static PayPayError noCode() {
        return new PayPayError(404, "01652072", "DYNAMIC_QR_NOT_FOUND", "Dynamic qr code not found");
    }

    static PayPayError alreadyPaid() {
        return new PayPayError(400, "01652074", "DYNAMIC_QR_ALREADY_PAID", "Dynamic QR already paid");
    }

    static PayPayError noPayment() {
        return new PayPayError(400, "01652075", "DYNAMIC_QR_PAYMENT_NOT_FOUND", "Dynamic QR payment not found");
    }

    static PayPayError notReversible() {
        return new PayPayError(400, "00200044", "ORDER_NOT_REVERSIBLE", "Order cannot be reversed");
    }

    static PayPayError noOrder() {
        return new PayPayError(404, "00200001", "RESOURCE_NOT_FOUND", "Order not found");
    }

    static PayPayError notRefundable() {
        return new PayPayError(400, "00200013", "UNACCEPTABLE_OP", "Order cannot be refunded");
    }

    static PayPayError refundAmount() {
        return new PayPayError(400, "00200015", "INVALID_PARAMS", "Invalid refund amount");
    }

    static PayPayError noRefund() {
        return new PayPayError(404, "00200018", "NO_SUCH_REFUND_ORDER", "Refund not found");
    }

    static PayPayError noSuchAddress() {
        return new PayPayError(404, "08100007", "OPA_CLIENT_NOT_FOUND", "OPA Client not found");
    }
}
