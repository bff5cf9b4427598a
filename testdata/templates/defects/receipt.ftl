<#-- Sent by the billing service -->
<#assign total = order.total?string.currency>
<!DOCTYPE html>
<html lang="${locale!"en"}">
<head><meta charset="utf-8"><title>Receipt ${order.id}</title></head>
<body>
<#if order.items?has_content>
<table role="presentation" width="600">
<#list order.items as item>
<tr><td>${item.name}</td><td>${item.price}</td></tr>
</#list>
<#else>
<table role="presentation" width="600"><tr><td>Nothing was sold.</td></tr>
</#if>
</table>
<p>Total: ${total}
<a href="javascript:print()">Print</a></p>
<p><a href="${baseUrl}/receipts/${order.id?c}">Open the receipt</a></p>
<@footer year=2026/>
</body>
</html>
