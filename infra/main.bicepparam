using './main.bicep'

// Set each with: azd env set NAME VALUE
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param location = readEnvironmentVariable('AZURE_LOCATION')
param siteBaseUrl = readEnvironmentVariable('TASDIR_BASE_URL', '')
param mailFrom = readEnvironmentVariable('TASDIR_MAIL_FROM')
param mailApiKey = readEnvironmentVariable('TASDIR_MAIL_API_KEY')
param mailReplyDomain = readEnvironmentVariable('TASDIR_MAIL_REPLY_DOMAIN')
param mailReplyKey = readEnvironmentVariable('TASDIR_MAIL_REPLY_KEY')
param mailInboundSecret = readEnvironmentVariable('TASDIR_MAIL_INBOUND_SECRET')
param mailInboundPassword = readEnvironmentVariable('TASDIR_MAIL_INBOUND_PASSWORD')
param mailEventKey = readEnvironmentVariable('TASDIR_MAIL_EVENT_KEY')
// Separated by commas.
param mailAllowedRecipients = filter(
  split(readEnvironmentVariable('TASDIR_MAIL_ALLOWED', ''), ','),
  entry => !empty(entry)
)
param directUploadOrigins = filter(
  split(readEnvironmentVariable('TASDIR_DIRECT_UPLOAD_ORIGINS', ''), ','),
  entry => !empty(entry)
)
param identityTenantId = readEnvironmentVariable('TASDIR_TENANT_ID', '')
param identityAudience = readEnvironmentVariable('TASDIR_AUDIENCE')
param alertEmail = readEnvironmentVariable('TASDIR_ALERT_EMAIL')
param dataRedundancy = readEnvironmentVariable('TASDIR_DATA_REDUNDANCY', 'Standard_GZRS')
