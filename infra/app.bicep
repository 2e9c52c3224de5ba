// The function app on Flex Consumption, and the settings it reads.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param hostAccountName string
param dataAccountName string
param packageContainer string
param insightsConnectionString string
param workspaceId string
param maximumInstances int
param directUpload bool
param siteBaseUrl string
param mailApiKeySecretUri string
@description('The domain whose mail SendGrid Inbound Parse hands over.')
param mailReplyDomain string
@description('The public key of SendGrid\'s event webhook, base64.')
param mailEventKey string
@description('Where the key that signs reply addresses is kept.')
param mailReplyKeySecretUri string
@description('Where the secret path segment of Inbound Parse is kept.')
param mailInboundSecretSecretUri string
@description('Where the password of Inbound Parse is kept.')
param mailInboundSignInSecretUri string
param mailFrom string
param mailAllowedRecipients string[]
param identityAuthority string
param identityAudience string

var siteUrl = empty(siteBaseUrl) ? 'https://${app.properties.defaultHostName}' : siteBaseUrl

// Flex Consumption takes runtime, version, package and scale from functionAppConfig and refuses FUNCTIONS_WORKER_RUNTIME,
// FUNCTIONS_EXTENSION_VERSION and the WEBSITE_… settings that did this on other plans.
var settings = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AzureWebJobsStorage__accountName: hostAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  Storage__accountName: dataAccountName
  // The queue triggers' binding asks for the service's address.
  Storage__queueServiceUri: 'https://${dataAccountName}.queue.${environment().suffixes.storage}'
  Storage__credential: 'managedidentity'
  Storage__clientId: identityClientId
  StoragePrefix: 'tasdir'
  Site__BaseUrl: siteUrl
  Uploads__Direct: string(directUpload)
  // Without a scanner the app would not start here.
  Scanner__Kind: 'defender'
  Mail__ApiKey: '@Microsoft.KeyVault(SecretUri=${mailApiKeySecretUri})'
  Mail__Host: 'https://api.sendgrid.com'
  Mail__From: mailFrom
  Mail__ReplyDomain: mailReplyDomain
  Mail__ReplyKey: '@Microsoft.KeyVault(SecretUri=${mailReplyKeySecretUri})'
  Mail__InboundSecret: '@Microsoft.KeyVault(SecretUri=${mailInboundSecretSecretUri})'
  Mail__InboundUser: 'sendgrid'
  Mail__InboundPassword: '@Microsoft.KeyVault(SecretUri=${mailInboundSignInSecretUri})'
  Mail__EventKey: mailEventKey
  Identity__Authority: identityAuthority
  Identity__Audience: identityAudience
}
var recipients = toObject(
  range(0, length(mailAllowedRecipients)),
  i => 'Mail__AllowedRecipients__${i}',
  i => mailAllowedRecipients[i]
)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'functions' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: { maximumInstanceCount: maximumInstances, instanceMemoryMB: 2048 }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      http20Enabled: true
    }
  }

  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(settings, recipients)
  }

  // Packages are published with an Entra identity; publishing passwords are off.
  resource noFtp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource noScm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource log 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output siteUrl string = siteUrl
